// The report as people get it: in a browser on a desk and on a phone, printed, without a script.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/profiled.hpp"

using namespace assay;
using test::profiled;
using test::Ran;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

// Looks at the page from inside and tells the page around it what it found, as JSON. Contrast after WCAG 2.1, 1.4.3.
constexpr std::string_view inspection = R"js(<script>
const luminance = c => c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const rgb = text => text.match(/[\d.]+/g).map(Number);
const ground = node => { for (; node; node = node.parentElement) {
  const c = rgb(getComputedStyle(node).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); }
  return [255, 255, 255]; };
const faint = new Set();
for (const node of document.querySelectorAll('body *')) {
  if (![...node.childNodes].some(c => c.nodeType === 3 && c.data.trim()) || node.tagName === 'SCRIPT') continue;
  const style = getComputedStyle(node), a = luminance(rgb(style.color).slice(0, 3)), b = luminance(ground(node));
  const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < (large ? 3 : 4.5)) faint.add(node.outerHTML.slice(0, 80));
}
const all = selector => [...document.querySelectorAll(selector)], ids = all('[id]').map(e => e.id);
const levels = all('h1,h2,h3,h4').map(h => +h.tagName[1]);
const named = e => e.textContent.trim() || e.getAttribute('aria-label');
const stops = all('a[href],summary,[tabindex]');
const unseen = stops.filter(e => { e.focus(); const s = getComputedStyle(e);
  return document.activeElement === e && s.outlineStyle === 'none'; });
parent.postMessage(JSON.stringify({
  width: innerWidth, overflow: document.documentElement.scrollWidth - innerWidth, lang: document.documentElement.lang,
  h1: levels.filter(l => l === 1).length, jumps: levels.filter((l, i) => i > 0 && l > levels[i - 1] + 1).length,
  landmarks: ['header', 'nav', 'main', 'footer'].filter(tag => all(tag).length !== 1),
  twice: ids.filter((id, i) => ids.indexOf(id) !== i),
  lost: all('a[href^="#"]').filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash),
  nameless: stops.filter(e => !named(e)).length, unordered: all('[tabindex]').filter(e => e.tabIndex > 0).length,
  pictures: all('img').filter(e => !e.alt).length + all('svg').filter(e => !e.closest('[aria-hidden]')).length,
  first: stops[0] ? stops[0].className : '', unseen: unseen.map(e => e.outerHTML.slice(0, 80)), faint: [...faint]}), '*');
</script>)js";

bool has_browser() {
  if (test::run({"sh", "-c", "command -v chromium"}).code == 0) return true;
  MESSAGE("Skipped: there is no chromium on this machine (tools/setup test installs it).");
  return false;
}

Ran browse(const fs::path& page, const std::vector<std::string>& options) {
  const TemporaryFolder folder;
  std::vector<std::string> command = {"chromium",
                                      "--headless",
                                      "--no-sandbox",
                                      "--disable-gpu",
                                      "--disable-dev-shm-usage",
                                      "--no-first-run",
                                      "--disable-background-networking",
                                      "--disable-component-update",
                                      "--disable-sync",
                                      "--hide-scrollbars",
                                      "--enable-logging=stderr",
                                      "--user-data-dir=" + (folder / "profile").string()};
  command.insert(command.end(), options.begin(), options.end());
  command.push_back("file://" + page.string());
  return test::run(command);
}

// In a frame: a window of a browser is never as narrow as a phone.
nlohmann::json inspect(const fs::path& page, int width) {
  const fs::path around = page.parent_path() / "around.html";
  test::write_file(around, fmt::format("<title>nothing</title><script>onmessage = e => document.title = e.data</script>"
                                       "<iframe src=\"{}\" width=\"{}\" height=\"900\" style=\"border:0\"></iframe>",
                                       page.filename().string(), width));
  const Ran browser = browse(around, {"--dump-dom", "--window-size=1400,1000", "--virtual-time-budget=10000"});
  REQUIRE(browser.code == 0);
  const std::size_t from = browser.out.find("<title>") + 7;
  return nlohmann::json::parse(browser.out.substr(from, browser.out.find("</title>") - from));
}

}  // namespace

TEST_CASE("the report opens in a browser without a complaint, and prints") {
  if (!has_browser()) return;
  const fs::path page = profiled().folder / "report/report.html";
  CHECK(fs::file_size(page) < 1'000'000);
  const TemporaryFolder folder;
  const fs::path picture = folder / "report.png", paper = folder / "report.pdf";
  const Ran shown = browse(page, {"--window-size=1200,3000", "--screenshot=" + picture.string()});
  CHECK(shown.code == 0);
  CHECK(shown.err.find("CONSOLE") == std::string::npos);
  CHECK(fs::file_size(picture) > 50'000);
  CHECK(browse(page, {"--print-to-pdf=" + paper.string()}).code == 0);
  CHECK(fs::file_size(paper) > 50'000);
}

TEST_CASE("the report fits a desk and a phone, and can be used by keyboard and by whoever does not see it") {
  if (!has_browser()) return;
  std::string html = test::read_file(profiled().folder / "report/report.html");
  CHECK(html.find("<script") == std::string::npos);  // all of it works without
  CHECK(html.find("<img class=\"cutout\" alt=\"Page ") != std::string::npos);
  CHECK(html.find("default-src 'none'; style-src 'unsafe-inline'; img-src data:\"") != std::string::npos);
  const std::size_t policy = html.find("<meta http-equiv=\"Content-Security-Policy\"");
  REQUIRE(policy != std::string::npos);
  html.erase(policy, html.find('>', policy) + 1 - policy);  // which would keep the inspection out
  html.insert(html.rfind("</body>"), inspection);
  const TemporaryFolder folder;
  test::write_file(folder / "inspected.html", html);
  for (const int width : {1280, 390}) {
    CAPTURE(width);
    const nlohmann::json seen = inspect(folder / "inspected.html", width);
    CAPTURE(seen.dump(1));
    CHECK(seen["width"] == width);
    CHECK(seen["overflow"] <= 0);
    CHECK(seen["lang"] == "en");
    CHECK(seen["h1"] == 1);
    CHECK(seen["first"] == "skip");
    for (const char* none : {"jumps", "nameless", "unordered", "pictures"}) CHECK_MESSAGE(seen[none] == 0, none);
    for (const char* none : {"landmarks", "twice", "lost", "unseen", "faint"}) CHECK_MESSAGE(seen[none].empty(), none);
  }
}
