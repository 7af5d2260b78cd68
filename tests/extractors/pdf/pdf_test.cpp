#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "extractors/core/sha256.hpp"
#include "extractors/layout/join.hpp"
#include "extractors/pdf/pdf_extractor.hpp"
#include "extractors/pdf/pdf_file.hpp"
#include "tests/extractors/pdf/small_pdf.hpp"

using namespace assay;
using test::SmallPage;
using test::SmallPdf;

// Fontconfig, which Poppler asks for substitute fonts, keeps a cache until the process ends.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier): the sanitizer's name
  return "leak:libfontconfig";
}

namespace {

Result<Document> read(const std::string& bytes, ExtractOptions options = {}) {
  NoProgress progress;
  return pdf_extractor().extract(as_bytes(bytes), options, progress);
}

const Notice* find_notice(const Document& document, const std::string& code) {
  for (const Notice& notice : document.notices)
    if (notice.code == code) return &notice;
  return nullptr;
}

std::string prose(double top, int lines) {
  std::string out;
  for (int i = 0; i < lines; ++i)
    out += SmallPdf::show(60, top - 15 * i, "The harbour master wrote a careful letter about the cargo and the tides");
  return out;
}

const std::string whole_page_image = "q 595 0 0 842 0 0 cm /Im Do Q\n";

// A picture of rows of letters: boxes with a hole, 100 dpi.
std::string picture_of_text(double x, double y, double width, double height) {
  const auto grey = [](int column, int row) {
    const int in_letter = column % 9, in_line = row % 20;
    const bool space = column / 9 % 7 == 6 || in_letter >= 7 || in_line >= 13;
    const bool hole = in_letter >= 2 && in_letter < 5 && in_line >= 2 && in_line < 9;
    return space || hole ? 255 : 20;
  };
  return SmallPdf::image(x, y, width, height, static_cast<int>(width / 0.72), static_cast<int>(height / 0.72), grey);
}

bool tells_unread(const std::string& content) {
  const Result<Document> document = read(SmallPdf::make({{content}}));
  REQUIRE(document.has_value());
  return find_notice(*document, "readability.text_passed_over") != nullptr;
}

long dark_pixels(const GreyImage& image) {
  return std::count_if(image.pixels.begin(), image.pixels.end(), [](std::uint8_t p) { return p < 128; });
}

}  // namespace

TEST_CASE("a text layer is read with its place, size and reason") {
  const Result<Document> document =
      read(SmallPdf::make({{SmallPdf::show(60, 700, "Hello wide world") + prose(600, 4)}}, {},
                          "/Title(Tides)/Author(A. Pilot)/CreationDate(D:20240229103000Z)"));
  REQUIRE(document.has_value());
  CHECK(document->metadata.title == "Tides");
  CHECK(document->metadata.created == "2024-02-29T10:30:00Z");
  REQUIRE(document->pages.size() == 1);
  const Page& page = document->pages[0];
  CHECK(page.width == doctest::Approx(595));
  CHECK(page.text_source == TextSource::text_layer);
  CHECK(page.origin == PageOrigin::born_digital);
  CHECK(page.text_source_reason.find("words") != std::string::npos);
  REQUIRE(!document->blocks.empty());
  CHECK(document->blocks[0].text == "Hello wide world");
  CHECK(document->blocks[0].place.box->x0 == doctest::Approx(60).epsilon(0.02));
  CHECK(document->blocks[0].place.box->y0 == doctest::Approx(842 - 700 - 9).epsilon(0.05));
}

TEST_CASE("a word across the page is a watermark, no part of the text") {
  const std::string across = "BT /F1 90 Tf 0.707 0.707 -0.707 0.707 150 250 Tm [(DR) 20 (AFT)] TJ ET\n";
  const Result<Document> document = read(SmallPdf::make({{prose(700, 6) + across}}));
  REQUIRE(document.has_value());
  CHECK(plain_text(*document).find("DR") == std::string::npos);
  REQUIRE(!document->blocks.empty());
  CHECK(document->blocks.back().kind == BlockKind::page_header);
  CHECK(document->blocks.back().text == "DRAFT");
  CHECK(document->pages[0].signals.contains("pdf.watermark"));
  CHECK_FALSE(read(SmallPdf::make({{prose(700, 6)}}))->pages[0].signals.contains("pdf.watermark"));
}

TEST_CASE("a poster on a slant keeps its words") {
  std::string poster;
  for (int i = 0; i < 12; ++i)
    poster +=
        "BT /F1 30 Tf 0.94 0.34 -0.34 0.94 40 " + std::to_string(700 - 45 * i) + " Tm (Harbour days in summer) Tj ET\n";
  const Result<Document> document = read(SmallPdf::make({{poster}}));
  REQUIRE(document.has_value());
  CHECK(plain_text(*document).find("Harb") != std::string::npos);  // the words of steep lines come in pieces
  CHECK_FALSE(document->pages[0].signals.contains("pdf.watermark"));
}

TEST_CASE("text under a black box is told, a dark background is not") {
  const auto told = [](const std::string& content) {
    const Result<Document> document = read(SmallPdf::make({{content}}));
    REQUIRE(document.has_value());
    return find_notice(*document, "consistency.covered_text") != nullptr;
  };
  const std::string black = "0 g 60 640 200 14 re f\n";
  CHECK(told(SmallPdf::show(70, 643, "the name of somebody") + prose(600, 4) + black));
  CHECK_FALSE(told(prose(600, 4) + black + "1 g " + SmallPdf::show(70, 643, "a heading in white") + "0 g "));
  CHECK_FALSE(told(prose(600, 4) + black));
  const std::string frame = "0 g 50 630 300 40 re 52 632 296 36 re f*\n";
  CHECK_FALSE(told(SmallPdf::show(70, 643, "a framed name") + prose(600, 4) + frame));
  CHECK_FALSE(told(SmallPdf::show(70, 643, "a marked name") + prose(600, 4) + "1 1 0 rg 60 640 200 14 re f\n"));
}

TEST_CASE("text drawn twice for a bold look is one text") {
  const Result<Document> document = read(SmallPdf::make(
      {{SmallPdf::show(60, 700, "Shadow words") + SmallPdf::show(60.3, 700, "Shadow words") + prose(600, 3)}}));
  REQUIRE(document.has_value());
  CHECK(document->blocks[0].text == "Shadow words");
}

TEST_CASE("ruling lines make a table") {
  std::string content;
  for (const double y : {700.0, 680.0, 660.0}) content += SmallPdf::stroke(50, y, 250, y);
  for (const double x : {50.0, 150.0, 250.0}) content += SmallPdf::stroke(x, 660, x, 700);
  content += SmallPdf::show(55, 685, "Copper") + SmallPdf::show(155, 685, "12.50") + SmallPdf::show(55, 665, "Zinc") +
             SmallPdf::show(155, 665, "7.10");
  const Result<Document> document = read(SmallPdf::make({{content}}));
  REQUIRE(document.has_value());
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].found_by == TableSource::ruled);
  CHECK(document->tables[0].cells.size() == 4);
}

TEST_CASE("a turned page is read upright") {
  // Shown with /Rotate 90, the writing that runs up the unturned page is level.
  std::string content;
  for (int i = 0; i < 5; ++i)
    content += "BT /F1 12 Tf 0 1 -1 0 " + std::to_string(100 + 15 * i) + " 60 Tm (Words along the long side) Tj ET\n";
  const Result<Document> document = read(SmallPdf::make({{content, 90}}));
  REQUIRE(document.has_value());
  CHECK(document->pages[0].rotation == 90);
  CHECK(document->pages[0].width == doctest::Approx(842));
  CHECK(plain_text(*document).find("Words along the long side") != std::string::npos);
}

TEST_CASE("a blank page is proven blank") {
  const Result<Document> document = read(SmallPdf::make({{""}, {"1 g 0 0 100 100 re f\n"}}));
  REQUIRE(document.has_value());
  for (const Page& page : document->pages) {
    CHECK(page.origin == PageOrigin::blank);
    CHECK(page.ink_coverage == 0);
    CHECK(page.text_source == TextSource::none);
  }
  CHECK(document->notices.empty());
}

TEST_CASE("a page that is one image is never silently empty") {
  const Result<Document> document =
      read(SmallPdf::make({{whole_page_image}, {whole_page_image + SmallPdf::show(300, 20, "7")}}));
  REQUIRE(document.has_value());
  for (const Page& page : document->pages) CHECK(page.text_source == TextSource::none);
  CHECK(std::count_if(document->notices.begin(), document->notices.end(),
                      [](const Notice& n) { return n.code == "readability.page_not_read" && n.place.page; }) == 2);
}

TEST_CASE("a scan in strips is a scan") {
  std::string strips;
  for (int i = 0; i < 8; ++i) strips += "q 595 0 0 105.25 0 " + std::to_string(105.25 * i) + " cm /Im Do Q\n";
  const Result<Document> few = read(SmallPdf::make({{strips + SmallPdf::show(300, 20, "Page 7")}}));
  REQUIRE(few.has_value());
  CHECK(find_notice(*few, "readability.page_not_read") != nullptr);
  const Result<Document> layer = read(SmallPdf::make({{strips + "3 Tr\n" + prose(700, 20)}}));
  REQUIRE(layer.has_value());
  CHECK(layer->pages[0].origin == PageOrigin::scan);
  CHECK(find_notice(*layer, "readability.old_ocr_layer") != nullptr);
}

TEST_CASE("text that a picture was drawn over is an old OCR layer") {
  const Result<Document> document = read(SmallPdf::make({{prose(700, 20) + whole_page_image}}));
  REQUIRE(document.has_value());
  CHECK(document->pages[0].origin == PageOrigin::scan);
  CHECK(find_notice(*document, "readability.old_ocr_layer") != nullptr);
  const Result<Document> background = read(SmallPdf::make({{whole_page_image + prose(700, 20)}}));
  REQUIRE(background.has_value());
  CHECK(background->pages[0].origin == PageOrigin::born_digital);
}

TEST_CASE("text in a picture or drawn as shapes, beside a text layer, is told where it is not read") {
  CHECK(tells_unread(prose(800, 4) + picture_of_text(60, 100, 450, 500)));
  std::string outlines = SmallPdf::show(300, 20, "7");
  for (int line = 0; line < 12; ++line) outlines += SmallPdf::round_letters(60, 750 - 20 * line, 60);
  CHECK(tells_unread(outlines));
}

TEST_CASE("text in a picture is told where it stands on the page") {
  const Result<Document> document = read(SmallPdf::make({{prose(800, 4) + picture_of_text(60, 100, 450, 500)}}));
  REQUIRE(document.has_value());
  const Notice* told = find_notice(*document, "readability.text_passed_over");
  REQUIRE(told);
  REQUIRE(told->place.box.has_value());
  const Box& box = *told->place.box;  // the picture is 242 to 742 pt from the top
  CHECK(box.x0 == doctest::Approx(60).epsilon(0.03));
  CHECK(box.x1 == doctest::Approx(510).epsilon(0.03));
  CHECK(box.y0 == doctest::Approx(242).epsilon(0.03));
  CHECK(box.y1 == doctest::Approx(742).epsilon(0.03));
}

TEST_CASE("a part of a page is drawn with its letters or without them") {
  constexpr std::uint64_t pixels_max = 1'000'000;
  const std::string bytes = SmallPdf::make({{prose(800, 4) + "60 300 100 50 re f\n"}});
  const auto file = PdfFile::open(as_bytes(bytes));
  REQUIRE(file.has_value());
  const auto whole = (*file)->render(1, {.dpi = 72}, pixels_max);
  const auto bare = (*file)->render(1, {.dpi = 72, .letters = false}, pixels_max);
  const auto part = (*file)->render(1, {.dpi = 144, .part = {50, 480, 150, 560}}, pixels_max);
  REQUIRE((whole && bare && part));
  CHECK(bare->width == whole->width);
  CHECK(dark_pixels(*bare) == 100 * 50);
  CHECK(dark_pixels(*whole) > dark_pixels(*bare) + 500);
  CHECK(part->width == 200);
  CHECK(part->height == 160);
  CHECK(dark_pixels(*part) == (150 - 60) * (542 - 492) * 4);
  CHECK_FALSE((*file)->render(1, {.dpi = 144, .part = {50, 480, 150, 560}}, 200 * 160 - 1).has_value());
}

TEST_CASE("an image stands for its page where it is shown as it is stored") {
  const auto whole = [](const std::string& content, const std::string& image_entries) {
    const std::string bytes = SmallPdf::make({{content}}, {}, {}, {}, image_entries);
    const auto file = PdfFile::open(as_bytes(bytes));
    REQUIRE(file.has_value());
    const std::optional<PdfPage> page = (*file)->read_page(1);
    REQUIRE((page && page->images.size() == 1));
    return page->images[0].whole;
  };
  CHECK(whole("q 597 0 0 844 -1 -1 cm /Im Do Q", ""));
  CHECK_FALSE(whole("q 595 0 0 842 0 0 cm /Im Do Q", "/SMask 6 0 R"));
  CHECK_FALSE(whole("q 595 0 0 842 0 0 cm /Im Do Q", "/Mask[0 0]"));
  CHECK_FALSE(whole("q 1190 0 0 842 0 0 cm /Im Do Q", ""));
  CHECK_FALSE(whole("q 0 0 595 700 re W n 595 0 0 842 0 0 cm /Im Do Q", ""));
  CHECK_FALSE(whole("/Faint gs q 595 0 0 842 0 0 cm /Im Do Q", ""));
  const std::string mask = " g q 595 0 0 842 0 0 cm BI /IM true /W 8 /H 1 ID \x0f EI Q";
  CHECK(whole("0" + mask, ""));
  CHECK_FALSE(whole("1" + mask, ""));
}

TEST_CASE("photos, charts, logos and backgrounds are no unread text") {
  std::uint32_t seed = 7;
  const auto photo = [&seed](int column, int row) {
    seed = seed * 1664525 + 1013904223;
    return std::clamp(40 + (column * 3 + row) % 150 + static_cast<int>(seed >> 27), 0, 255);
  };
  CHECK_FALSE(tells_unread(prose(800, 8) + SmallPdf::image(60, 100, 450, 500, 300, 330, photo)));
  std::string chart = prose(800, 8);
  for (int bar = 0; bar < 12; ++bar) {
    chart += std::to_string(80 + 30 * bar) + " 200 20 " + std::to_string(40 + 25 * bar) + " re f\n";
    chart += SmallPdf::round_letters(80 + 30 * bar, 180, 3);
  }
  CHECK_FALSE(tells_unread(chart));
  CHECK_FALSE(tells_unread(whole_page_image + prose(800, 30)));
  CHECK_FALSE(tells_unread(prose(800, 8) + picture_of_text(60, 400, 120, 40)));  // a logo
}

TEST_CASE("an invisible layer over a scan is said to be one") {
  const Result<Document> document = read(SmallPdf::make({{whole_page_image + "3 Tr\n" + prose(700, 20)}}));
  REQUIRE(document.has_value());
  CHECK(document->pages[0].origin == PageOrigin::scan);
  CHECK(document->pages[0].text_source == TextSource::text_layer);
  CHECK(find_notice(*document, "readability.old_ocr_layer") != nullptr);
}

TEST_CASE("an invisible layer over a part of the scan's text alone is not taken for all of it") {
  const Result<Document> document =
      read(SmallPdf::make({{picture_of_text(0, 0, 595, 842) + "3 Tr\n" + prose(800, 8)}}));
  REQUIRE(document.has_value());
  const Notice* notice = find_notice(*document, "readability.old_ocr_layer");
  REQUIRE(notice != nullptr);
  CHECK(notice->severity == Severity::warning);
  CHECK(notice->message.find("leaves out a part") != std::string::npos);
}

TEST_CASE("an invisible layer that makes no language is not taken for text that is right") {
  std::string figures = "3 Tr\n";
  for (int line = 0; line < 20; ++line)
    figures += SmallPdf::show(60, 700 - 20 * line, "7a1 ;;.!7 0.!8, !;.3 1!1 ., 40");
  const Result<Document> document = read(SmallPdf::make({{whole_page_image + figures}}));
  REQUIRE(document.has_value());
  const Notice* notice = find_notice(*document, "readability.old_ocr_layer");
  REQUIRE(notice != nullptr);
  CHECK(notice->severity == Severity::warning);
  CHECK(notice->message.find("could not be read anew") != std::string::npos);
}

TEST_CASE("letters without a Unicode value are no text") {
  const Result<Document> document = read(SmallPdf::make(
      {{"BT /F2 12 Tf 60 700 Td <0001000200030004000500060007000E0001000200030004000500060007000E> Tj ET\n"}}));
  REQUIRE(document.has_value());
  CHECK(document->pages[0].text_source == TextSource::none);
  CHECK(find_notice(*document, "format.garbled_text_layer") != nullptr);
  CHECK(find_notice(*document, "readability.page_not_read") != nullptr);
}

TEST_CASE("what can't be opened says why") {
  CHECK(read("%PDF-1.4\nnothing else").error().kind == FailureKind::damaged);
  CHECK(read("no PDF at all").error().kind == FailureKind::damaged);
  const std::string locked =
      SmallPdf::make({{prose(700, 2)}}, "/Encrypt<</Filter/Standard/V 1/R 2/O<" + std::string(64, 'A') + ">/U<" +
                                            std::string(64, 'B') + ">/P -4>>/ID[<00><00>]");
  CHECK(read(locked).error().kind == FailureKind::encrypted);
}

TEST_CASE("signatures are told, places for some are not") {
  const auto signed_by = [](const std::string& value) {
    return SmallPdf::make({{prose(700, 2)}}, {}, {},
                          "/AcroForm<</SigFlags 3/Fields[<</T(group)/Kids[<</FT/Sig/T(a)" + value + ">>]>>]>>");
  };
  const Result<Document> document = read(signed_by("/V<</Type/Sig/Filter/Adobe.PPKLite>>"));
  REQUIRE(document.has_value());
  const Notice* notice = find_notice(*document, "format.signed");
  REQUIRE(notice != nullptr);
  CHECK(notice->message == "The PDF is signed digitally (1 signature(s)); whether they hold was not checked.");
  CHECK(find_notice(*read(signed_by("")), "format.signed") == nullptr);
}

TEST_CASE("attachments are children, read behind the last page") {
  const std::string note = SmallPdf::show(60, 700, "Hello"), other = note + note;  // contents of pages, attached too
  const auto file = [](const std::string& name, const std::string& object) {
    return "(" + name + ")<</Type/Filespec/F(" + name + ")/EF<</F " + object + " 0 R>>>>";
  };
  const std::string bytes = SmallPdf::make(
      {{note}, {other}}, {}, {},
      "/Names<</EmbeddedFiles<</Names[" + file("a.txt", "9") + file("b.txt", "11") + file("c", "99") + "]>>>>");
  ExtractOptions options;
  options.read_part = [](ByteView part, const ExtractOptions& inside, Progress&, std::string* type) {
    CHECK_FALSE(inside.ocr);
    *type = "text/plain";
    Document document;
    document.blocks.push_back({});
    document.blocks.back().text = std::string(as_chars(part));
    return Result<Document>(std::move(document));
  };
  const Result<Document> document = read(bytes, options);
  REQUIRE(document.has_value());
  REQUIRE(document->children.size() == 3);
  CHECK(document->children[0].source.path == "a.txt");
  CHECK(document->children[0].source.sha256 == sha256_of(as_bytes(note)));
  CHECK(document->children[0].source.media_type == "text/plain");
  CHECK(document->children[0].read);
  CHECK(document->children[1].source.bytes == other.size());
  CHECK_FALSE(document->children[2].read);
  CHECK(find_notice(*document, "format.damaged") != nullptr);
  CHECK(document->blocks.back().text == other);
  CHECK(document->blocks.back().place.part == "b.txt");
  options.first_page = options.last_page = 1;  // of a span that does not end the document
  CHECK(read(bytes, options)->children.empty());
  options.first_page = options.last_page = 2;
  CHECK(read(bytes, options)->children.size() == 3);
  options.limits.member_bytes = note.size();
  const Result<Document> limited = read(bytes, options);
  CHECK(limited->children[0].read);
  CHECK_FALSE(limited->children[1].read);
  CHECK(find_notice(*limited, "completeness.limit") != nullptr);
}

TEST_CASE("files of notes on pages are attachments too, and none is read twice") {
  const auto file = [](const std::string& name, int object) {
    return "<</Type/Filespec/F(" + name + ")/EF<</F " + std::to_string(object) + " 0 R>>>>";
  };
  const auto note = [](const std::string& target) {
    return "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS" + target + ">>";
  };
  SmallPage first{SmallPdf::show(60, 700, "Hello")}, second{SmallPdf::show(60, 700, "Goodbye")};
  first.entries = "/Annots[" + note(file("a.txt", 9)) + note(file("a.txt", 11)) + note("(elsewhere.txt)") + "]";
  const std::string listed =
      "/Names<</EmbeddedFiles<</Names[(a)" + file("a.txt", 9) + "(b)" + file("a (2).txt", 9) + "]>>>>";
  ExtractOptions options;
  options.read_part = [](ByteView, const ExtractOptions&, Progress&, std::string*) {
    return Result<Document>(Document{});
  };
  const Result<Document> document = read(SmallPdf::make({first, second}, {}, {}, listed), options);
  REQUIRE(document.has_value());
  std::vector<std::string> names;
  for (const Child& child : document->children) names.push_back(child.source.path);
  CHECK(names == std::vector<std::string>{"a.txt", "a (2).txt", "a (3).txt"});
  CHECK(document->children.back().source.sha256 == sha256_of(as_bytes(second.content)));
}

TEST_CASE("an attached scan is named as not read, and is no fault of the PDF's pages") {
  const std::string bytes =
      SmallPdf::make({{prose(700, 3)}}, {}, {},
                     "/Names<</EmbeddedFiles<</Names[(x)<</Type/Filespec/F(scan.pdf)/EF<</F 9 0 R>>>>]>>>>");
  ExtractOptions options;
  options.read_part = [](ByteView, const ExtractOptions&, Progress&, std::string*) {
    Document document;
    document.notices = {{"readability.page_not_read", Severity::error, "Page 1 …", {}, {}},
                        {"readability.text_passed_over", Severity::warning, "Part of page 2 …", {}, {}}};
    return Result<Document>(std::move(document));
  };
  const Result<Document> document = read(bytes, options);
  REQUIRE(document.has_value());
  CHECK(find_notice(*document, "readability.page_not_read") == nullptr);
  CHECK(find_notice(*document, "readability.text_passed_over") == nullptr);
  const Notice* told = find_notice(*document, "completeness.embedded_document");
  REQUIRE(told);
  CHECK(told->severity == Severity::info);
  CHECK(told->message.starts_with("2 page(s) of 'scan.pdf'"));
}

TEST_CASE("the XML of an electronic invoice is named, and is no text") {
  const std::string bytes =
      SmallPdf::make({{prose(700, 3)}}, {}, {},
                     "/Names<</EmbeddedFiles<</Names[(x)<</Type/Filespec/F(factur-x.XML)/EF<</F 9 0 R>>>>]>>>>");
  ExtractOptions options;
  options.read_part = [](ByteView, const ExtractOptions&, Progress&, std::string*) -> Result<Document> {
    FAIL("read as text");
    return Document{};
  };
  const Result<Document> document = read(bytes, options);
  REQUIRE(document.has_value());
  REQUIRE(document->children.size() == 1);
  CHECK(document->children[0].source.path == "factur-x.XML");
  CHECK(document->children[0].source.media_type == "application/xml");
  CHECK_FALSE(document->children[0].read);
  CHECK(document->children[0].source.bytes > 0);
  REQUIRE(find_notice(*document, "completeness.embedded_document"));
  CHECK(find_notice(*document, "completeness.embedded_document")->severity == Severity::info);
  CHECK_FALSE(document->partial);
}

TEST_CASE("attachments of one name are told apart, and keep what says of which kind they are") {
  const auto file = [](const std::string& name) { return "(x)<</Type/Filespec/F(" + name + ")/EF<</F 9 0 R>>>>"; };
  const std::string names = file("v1.0/data.xml") + file("v1.0/data.xml") + file("v1.0/note") + file("v1.0/note");
  const std::string bytes =
      SmallPdf::make({{prose(700, 3)}}, {}, {}, "/Names<</EmbeddedFiles<</Names[" + names + "]>>>>");
  const Result<Document> document = read(bytes);
  REQUIRE(document.has_value());
  std::vector<std::string> paths;
  for (const Child& child : document->children) paths.push_back(child.source.path);
  CHECK(paths == std::vector<std::string>{"v1.0/data.xml", "v1.0/data (2).xml", "v1.0/note", "v1.0/note (2)"});
  CHECK(document->children.at(1).source.media_type == "application/xml");
}

TEST_CASE("limits leave what was read and say so") {
  std::vector<SmallPage> pages(5, SmallPage{prose(700, 3)});
  ExtractOptions options;
  options.limits.pages = 2;
  const Result<Document> document = read(SmallPdf::make(pages), options);
  REQUIRE(document.has_value());
  CHECK(document->pages.size() == 2);
  CHECK(document->partial);
  CHECK(find_notice(*document, "completeness.limit") != nullptr);
}

TEST_CASE("states that are saved for ever end the page, not the memory") {
  std::string content = SmallPdf::show(60, 700, "Before the flood");
  for (int i = 0; i < 2'000'000; ++i) content += "q ";
  const Result<Document> document = read(SmallPdf::make({{content}, {prose(600, 3)}}));
  REQUIRE(document.has_value());
  REQUIRE(find_notice(*document, "completeness.limit") != nullptr);
  CHECK(find_notice(*document, "completeness.limit")->place.page == 1);
  CHECK(document->blocks.at(0).text == "Before the flood");
  CHECK(document->pages.at(1).text_source == TextSource::text_layer);
}

TEST_CASE("a lying page size and deep nesting do no harm") {
  CHECK(read(SmallPdf::make({{whole_page_image, 0, "0 0 900000 900000"}})).has_value());
  CHECK(read(SmallPdf::make({{prose(700, 2), 0, "0 0 0 0"}})).has_value());
  CHECK(read(SmallPdf::make({{std::string(100'000, 'q') + prose(700, 2), 45}})).has_value());
}

TEST_CASE("any cut into spans gives the same document") {
  std::vector<SmallPage> pages;
  for (int i = 0; i < 5; ++i)
    pages.push_back({SmallPdf::show(60, 810, "The yearly report") + prose(700, 6 + i) +
                     SmallPdf::show(290, 30, std::to_string(i + 1))});
  const std::string bytes = SmallPdf::make(pages, {}, "/Title(Report)");
  const auto describe = [](const Document& document) {
    std::string out = document.metadata.title;
    for (const Block& block : document.blocks) out += std::string(to_string(block.kind)) + block.text + '\n';
    return out;
  };
  const std::string whole = describe(join_spans({*read(bytes)}));
  CHECK(whole.find("page_headerThe yearly report") != std::string::npos);
  CHECK(rc::check("cuts", [&] {
    std::vector<Document> parts;
    for (int first = 1; first <= 5;) {
      ExtractOptions options;
      options.first_page = first;
      options.last_page = *rc::gen::inRange(first, 6);
      parts.push_back(*read(bytes, options));
      RC_ASSERT(parts.back().span.pages_total == 5);
      RC_ASSERT(parts.back().span.last_page == options.last_page);
      first = options.last_page + 1;
    }
    RC_ASSERT(describe(join_spans(std::move(parts))) == whole);
  }));
}

TEST_CASE("truncated and altered files are read in part, or refused") {
  const std::string bytes = SmallPdf::make({{prose(700, 5)}, {prose(600, 3)}});
  for (std::size_t size = 0; size < bytes.size(); size += 37) {
    const Result<Document> document = read(bytes.substr(0, size));
    if (!document) CHECK(document.error().kind == FailureKind::damaged);
  }
  CHECK(rc::check("flips", [&](const std::vector<std::pair<std::uint16_t, char>>& flips) {
    std::string copy = bytes;
    for (const auto& [at, value] : flips) copy[at % copy.size()] = value;
    const Result<Document> document = read(copy);
    RC_ASSERT(document.has_value() || !document.error().message.empty());
  }));
}
