// bench_office [ROWS [WORDS]]: CPU seconds and peak memory of reading a large sheet and a long Word document, beside
// the least that can be done: unpacking, and unpacking with a tree of the XML. Every reader runs in a process of its
// own.
// bench_office --write FOLDER [ROWS [WORDS]]: the two files, for peers.py.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extractors/core/document_json.hpp"
#include "extractors/office/item_stream.hpp"
#include "extractors/office/package.hpp"
#include "extractors/read.hpp"
#include "tools/zip/zip_package.hpp"

namespace {

using assay::as_bytes;
using assay::Limits;
using assay::office::Package;

const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string links(const std::string& type, const std::string& target, const std::string& more = {}) {
  return R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type=")" +
         relation + type + R"(" Target=")" + target + R"("/>)" + more + "</Relationships>";
}

// What each part is; Assay goes by what it holds, others by this list.
std::string types(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out =
      R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)";
  for (const auto& [part, type] : parts)
    out += fmt::format(
        R"(<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/>)", part, type);
  return out + "</Types>";
}

// Ten columns: a number, two amounts, a date, six shared texts.
std::string make_workbook(int rows) {
  std::string sheet = R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)";
  sheet += fmt::format("<dimension ref=\"A1:J{}\"/><sheetData>", rows);
  unsigned random = 1;
  for (int row = 1; row <= rows; ++row) {
    sheet += fmt::format("<row r=\"{}\">", row);
    for (int column = 0; column < 10; ++column) {
      random = random * 1664525U + 1013904223U;
      const char name = static_cast<char>('A' + column);
      if (column == 0)
        sheet += fmt::format("<c r=\"A{}\"><v>{}</v></c>", row, row);
      else if (column < 3)
        sheet += fmt::format("<c r=\"{}{}\"><v>{}.{:02}</v></c>", name, row, random % 100'000, random % 97);
      else if (column == 3)
        sheet += fmt::format("<c r=\"D{}\" s=\"1\"><v>{}</v></c>", row, 40'000 + random % 4000);
      else
        sheet += fmt::format("<c r=\"{}{}\" t=\"s\"><v>{}</v></c>", name, row, random % 5000);
    }
    sheet += "</row>";
  }
  sheet += "</sheetData></worksheet>";
  std::string strings = R"(<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)";
  for (int i = 0; i < 5000; ++i) strings += fmt::format("<si><t>Article {} of the list</t></si>", i);
  strings += "</sst>";
  return assay::zip_package(
      {{"[Content_Types].xml", types({{"xl/workbook.xml", "spreadsheetml.sheet.main"},
                                      {"xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"},
                                      {"xl/sharedStrings.xml", "spreadsheetml.sharedStrings"},
                                      {"xl/styles.xml", "spreadsheetml.styles"}})},
       {"_rels/.rels", links("officeDocument", "xl/workbook.xml")},
       {"xl/workbook.xml", R"(<workbook xmlns:r=")" + relation.substr(0, relation.size() - 1) +
                               R"("><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        links("worksheet", "worksheets/sheet1.xml",
              R"(<Relationship Id="r2" Type=")" + relation +
                  R"(sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type=")" + relation +
                  R"(styles" Target="styles.xml"/>)")},
       {"xl/styles.xml",
        R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>)"},
       {"xl/sharedStrings.xml", strings},
       {"xl/worksheets/sheet1.xml", sheet}});
}

std::string make_document(int words) {
  std::string body = R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)";
  for (int word = 0; word < words;) {
    body +=
        R"(<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:rPr><w:lang w:val="en"/></w:rPr><w:t xml:space="preserve">)";
    for (int i = 0; i < 80 && word < words; ++i, ++word)
      body += fmt::format("{}word{}", i == 0 ? "" : " ", word % 9973);
    body += "</w:t></w:r></w:p>";
  }
  body += "</w:body></w:document>";
  return assay::zip_package({{"[Content_Types].xml", types({{"word/document.xml", "wordprocessingml.document.main"}})},
                             {"_rels/.rels", links("officeDocument", "word/document.xml")},
                             {"word/document.xml", body}});
}

Limits without_limits() {
  Limits limits;
  limits.cells = 100'000'000;
  limits.text_bytes = std::uint64_t{1} << 32;
  return limits;
}

void inflate(const std::string& bytes, const char* part) {
  auto package = Package::open(as_bytes(bytes), without_limits());
  const auto stream = package->stream(part);
  std::string piece;
  while (stream->read(piece, 1 << 18)) piece.clear();
}

void inflate_and_tree(const std::string& bytes, const char* part) {
  auto package = Package::open(as_bytes(bytes), without_limits());
  pugi::xml_document tree;
  const std::string whole = package->read(part);
  tree.load_buffer(whole.data(), whole.size());
}

void inflate_and_runs(const std::string& bytes, const char* part) {
  auto package = Package::open(as_bytes(bytes), without_limits());
  assay::office::ItemStream rows(*package, part, "sheetData", "row");
  pugi::xml_document run;
  while (rows.next(run)) {
  }
}

assay::Document read(const std::string& bytes, const char* name) {
  assay::ExtractOptions options;
  options.limits = without_limits();
  options.file_name = name;
  assay::NoProgress progress;
  auto document = assay::read_document(as_bytes(bytes), options, progress);
  if (!document) std::_Exit(1);
  return std::move(*document);
}

void read_and_write(const std::string& bytes, const char* name) {
  std::size_t written = 0;
  assay::write_json(read(bytes, name), [&written](std::string_view piece) { written += piece.size(); });
  if (written == 0) std::_Exit(1);
}

struct Cost {
  double seconds = 0, megabytes = 0;
};

// The peak counts what the child added to the input that it shares with its parent.
Cost one_run(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    work();
    std::_Exit(0);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (status != 0) fmt::print(stderr, "bench_office: a reader failed\n");
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return {seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

// The median of as many runs, in turns: what else the machine does meets all of them alike.
std::vector<Cost> costs_of(const std::vector<std::function<void()>>& works, int runs) {
  std::vector<std::vector<Cost>> all(works.size());
  for (int run = 0; run < runs; ++run)
    for (std::size_t i = 0; i < works.size(); ++i) all[i].push_back(one_run(works[i]));
  std::vector<Cost> medians;
  for (auto& costs : all) {
    std::ranges::nth_element(costs, costs.begin() + runs / 2, {}, &Cost::seconds);
    medians.push_back(costs[static_cast<std::size_t>(runs / 2)]);
  }
  return medians;
}

void row_of(const char* name, const Cost& cost, const Cost& base) {
  fmt::print("{:<40} {:>8.3f} s {:>6.2f} x {:>8.0f} MB\n", name, cost.seconds, cost.seconds / base.seconds,
             cost.megabytes);
}

}  // namespace

int main(int argc, char** argv) {
  const bool to_files = argc > 2 && std::string(argv[1]) == "--write";
  const int first = to_files ? 3 : 1;
  const int rows = argc > first ? std::atoi(argv[first]) : 1'000'000;
  const int words = argc > first + 1 ? std::atoi(argv[first + 1]) : 560'000;
  if (to_files) {
    const std::string folder = argv[2];
    std::ofstream(folder + "/sheet.xlsx", std::ios::binary) << make_workbook(rows);
    std::ofstream(folder + "/document.docx", std::ios::binary) << make_document(words);
    return 0;
  }
  {
    const std::string sheet = make_workbook(rows);
    const char* const part = "xl/worksheets/sheet1.xml";
    fmt::print("a sheet of {} rows by 10 columns, {:.1f} MB packed\n", rows, static_cast<double>(sheet.size()) / 1e6);
    const auto costs = costs_of({[&] { inflate(sheet, part); }, [&] { inflate_and_runs(sheet, part); },
                                 [&] { read(sheet, "a.xlsx"); }, [&] { read_and_write(sheet, "a.xlsx"); }},
                                3);
    row_of("zlib inflate", costs[0], costs[0]);
    row_of("inflate, pugixml over runs of rows", costs[1], costs[0]);
    row_of("Assay", costs[2], costs[0]);
    row_of("Assay, and its JSON", costs[3], costs[0]);
  }
  const std::string document = make_document(words);
  fmt::print("a Word document of {} words, {:.1f} MB packed\n", words, static_cast<double>(document.size()) / 1e6);
  const auto costs =
      costs_of({[&] { inflate_and_tree(document, "word/document.xml"); }, [&] { read(document, "a.docx"); }}, 15);
  row_of("inflate and a pugixml tree", costs[0], costs[0]);
  row_of("Assay", costs[1], costs[0]);
  return 0;
}
