#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>

#include "tools/samples/writers.hpp"
#include "tools/zip/zip_package.hpp"

namespace assay::samples {
namespace {

constexpr const char* namespace_w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* reviewer = "M. Keller";
constexpr const char* reviewed = "2025-05-06T10:15:00Z";

std::string printed(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

pugi::xml_node root_of(pugi::xml_document& document, const char* name) {
  auto declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  declaration.append_attribute("standalone") = "yes";
  auto root = document.append_child(name);
  root.append_attribute("xmlns:w") = namespace_w;
  root.append_attribute("xmlns:r") = relations;
  return root;
}

void append_text(pugi::xml_node parent, const char* element, std::string_view content) {
  auto text = parent.append_child(element);
  text.append_attribute("xml:space") = "preserve";
  text.text().set(std::string(content).c_str());
}

pugi::xml_node append_value(pugi::xml_node parent, const char* element, const char* value) {
  auto child = parent.append_child(element);
  child.append_attribute("w:val") = value;
  return child;
}

class Body {
 public:
  Body() : comments_(root_of(comments_document_, "w:comments")), notes_(root_of(notes_document_, "w:footnotes")) {
    body_ = root_of(document_, "w:document").append_child("w:body");
  }

  void append(const Block& block) {
    switch (block.kind) {
      case BlockKind::title:
        return paragraph(body_, block.text, "Heading1");
      case BlockKind::heading:
        return paragraph(body_, block.text, "Heading2");
      case BlockKind::subheading:
        return paragraph(body_, block.text, "Heading3");
      case BlockKind::list_item:
        return paragraph(body_, block.text, "ListBullet");
      case BlockKind::paragraph:
        return paragraph(body_, block.text, nullptr);
      case BlockKind::right_aligned:
        return paragraph(body_, block.text, "Right");
      case BlockKind::table:
        return table(block.grid);
      case BlockKind::page_break:
        append_page_break(body_.append_child("w:p").append_child("w:r"));
        return;
    }
  }

  std::string finish() {
    auto section = body_.append_child("w:sectPr");
    auto size = section.append_child("w:pgSz");
    size.append_attribute("w:w") = 11906;  // A4 in twentieths of a point
    size.append_attribute("w:h") = 16838;
    return printed(document_);
  }
  bool has_comments() const { return comment_count_ > 0; }
  bool has_notes() const { return note_count_ > 0; }
  std::string comments() const { return printed(comments_document_); }
  std::string notes() const { return printed(notes_document_); }

 private:
  static void append_page_break(pugi::xml_node run) { run.append_child("w:br").append_attribute("w:type") = "page"; }

  static void run(pugi::xml_node parent, std::string_view content, const char* element = "w:t") {
    if (!content.empty()) append_text(parent.append_child("w:r"), element, content);
  }

  pugi::xml_node revision(pugi::xml_node parent, const char* element) {
    auto made = parent.append_child(element);
    made.append_attribute("w:id") = ++revision_count_;
    made.append_attribute("w:author") = reviewer;
    made.append_attribute("w:date") = reviewed;
    return made;
  }

  void comment(pugi::xml_node parent, std::string_view content) {
    auto made = comments_.append_child("w:comment");
    made.append_attribute("w:id") = comment_count_;
    made.append_attribute("w:author") = reviewer;
    made.append_attribute("w:date") = reviewed;
    made.append_attribute("w:initials") = "MK";
    run(made.append_child("w:p"), content);
    parent.append_child("w:r").append_child("w:commentReference").append_attribute("w:id") = comment_count_++;
  }

  void note(pugi::xml_node parent, std::string_view content) {
    auto made = notes_.append_child("w:footnote");
    made.append_attribute("w:id") = ++note_count_;
    run(made.append_child("w:p"), content);
    auto reference = parent.append_child("w:r");
    append_value(reference.append_child("w:rPr"), "w:vertAlign", "superscript");
    reference.append_child("w:footnoteReference").append_attribute("w:id") = note_count_;
  }

  void paragraph(pugi::xml_node parent, std::string_view text, const char* style) {
    auto made = parent.append_child("w:p");
    if (style != nullptr) append_value(made.append_child("w:pPr"), "w:pStyle", style);
    for (;;) {
      const auto open = text.find('{');
      run(made, text.substr(0, open));
      if (open == std::string_view::npos) return;
      const auto close = text.find('}', open);
      const auto content = text.substr(open + 2, close - open - 3);
      switch (text[open + 1]) {
        case '+':
          run(revision(made, "w:ins"), content);
          break;
        case '-':
          run(revision(made, "w:del"), content, "w:delText");
          break;
        case '!':
          comment(made, content);
          break;
        case '^':
          note(made, content);
          break;
        default:
          throw std::runtime_error("a sample has an unknown mark: " + std::string(text.substr(open, 8)));
      }
      text.remove_prefix(close + 1);
    }
  }

  void cell(pugi::xml_node row, const Grid& grid, std::size_t r, std::size_t c) {
    auto made = row.append_child("w:tc");
    auto properties = made.append_child("w:tcPr");
    int span = 1;
    while (c + static_cast<std::size_t>(span) < grid.rows[r].size() &&
           grid.rows[r][c + static_cast<std::size_t>(span)] == "<")
      ++span;
    if (span > 1) properties.append_child("w:gridSpan").append_attribute("w:val") = span;
    const bool continues = grid.rows[r][c] == "^";
    if (continues)
      properties.append_child("w:vMerge");
    else if (r + 1 < grid.rows.size() && grid.rows[r + 1][c] == "^")
      append_value(properties, "w:vMerge", "restart");
    paragraph(made, continues ? "" : grid.rows[r][c], nullptr);
  }

  void table(const Grid& grid) {
    auto made = body_.append_child("w:tbl");
    append_value(made.append_child("w:tblPr"), "w:tblStyle", grid.ruled ? "TableGrid" : "TableNormal");
    auto columns = made.append_child("w:tblGrid");
    for (std::size_t c = 0; c < grid.rows.front().size(); ++c) columns.append_child("w:gridCol");
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      auto row = made.append_child("w:tr");
      if (static_cast<int>(r) < grid.header_rows) row.append_child("w:trPr").append_child("w:tblHeader");
      for (std::size_t c = 0; c < grid.rows[r].size(); ++c)
        if (grid.rows[r][c] != "<") cell(row, grid, r, c);
    }
    body_.append_child("w:p");  // Word wants a paragraph after a table
  }

  pugi::xml_document document_;
  pugi::xml_document comments_document_;
  pugi::xml_document notes_document_;
  pugi::xml_node body_;
  pugi::xml_node comments_;
  pugi::xml_node notes_;
  int revision_count_ = 100;
  int comment_count_ = 0;
  int note_count_ = 0;
};

void append_style(pugi::xml_node styles, const char* type, const char* id, const char* name, int outline) {
  auto style = styles.append_child("w:style");
  style.append_attribute("w:type") = type;
  style.append_attribute("w:styleId") = id;
  append_value(style, "w:name", name);
  if (outline >= 0) style.append_child("w:pPr").append_child("w:outlineLvl").append_attribute("w:val") = outline;
  if (std::string_view(id) == "ListBullet")
    append_value(style.append_child("w:pPr").append_child("w:numPr"), "w:numId", "1");
  if (std::string_view(id) == "Right") append_value(style.append_child("w:pPr"), "w:jc", "right");
  if (std::string_view(id) == "TableGrid") {
    auto borders = style.append_child("w:tblPr").append_child("w:tblBorders");
    for (const char* edge : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"})
      append_value(borders, edge, "single").append_attribute("w:sz") = 4;
  }
}

std::string styles() {
  pugi::xml_document document;
  auto root = root_of(document, "w:styles");
  append_style(root, "paragraph", "Heading1", "heading 1", 0);
  append_style(root, "paragraph", "Heading2", "heading 2", 1);
  append_style(root, "paragraph", "Heading3", "heading 3", 2);
  append_style(root, "paragraph", "ListBullet", "List Bullet", -1);
  append_style(root, "paragraph", "Right", "Right", -1);
  append_style(root, "table", "TableGrid", "Table Grid", -1);
  append_style(root, "table", "TableNormal", "Normal Table", -1);
  return printed(document);
}

std::string numbering() {
  pugi::xml_document document;
  auto root = root_of(document, "w:numbering");
  auto abstract = root.append_child("w:abstractNum");
  abstract.append_attribute("w:abstractNumId") = 0;
  auto level = abstract.append_child("w:lvl");
  level.append_attribute("w:ilvl") = 0;
  append_value(level, "w:start", "1");
  append_value(level, "w:numFmt", "bullet");
  append_value(level, "w:lvlText", "\u2022");
  auto number = root.append_child("w:num");
  number.append_attribute("w:numId") = 1;
  append_value(number, "w:abstractNumId", "0");
  return printed(document);
}

std::string core_properties(const Paper& paper) {
  pugi::xml_document document;
  auto root = document.append_child("cp:coreProperties");
  root.append_attribute("xmlns:cp") = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
  root.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
  root.append_attribute("xmlns:dcterms") = "http://purl.org/dc/terms/";
  root.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
  root.append_child("dc:title").text().set(paper.title.c_str());
  root.append_child("dc:creator").text().set(paper.author.c_str());
  root.append_child("dc:language").text().set(paper.language.c_str());
  for (const char* name : {"dcterms:created", "dcterms:modified"}) {
    auto time = root.append_child(name);
    time.append_attribute("xsi:type") = "dcterms:W3CDTF";
    time.text().set((paper.date + "T09:00:00Z").c_str());
  }
  return printed(document);
}

// The parts of the package besides the main one, with their content and relation types.
struct Part {
  const char* name;
  const char* type;
  const char* relation;
};

std::string content_types(const std::vector<Part>& parts) {
  pugi::xml_document document;
  auto root = document.append_child("Types");
  root.append_attribute("xmlns") = "http://schemas.openxmlformats.org/package/2006/content-types";
  const auto add = [&](const char* element, const char* key, const std::string& name, const std::string& type) {
    auto child = root.append_child(element);
    child.append_attribute(key) = name.c_str();
    child.append_attribute("ContentType") = type.c_str();
  };
  const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  add("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
  add("Default", "Extension", "xml", "application/xml");
  add("Override", "PartName", "/word/document.xml", word + "document.main+xml");
  add("Override", "PartName", "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  for (const Part& part : parts)
    add("Override", "PartName", std::string("/word/") + part.name, word + part.type + "+xml");
  return printed(document);
}

std::string relationships(const std::vector<std::pair<std::string, std::string>>& type_and_target) {
  pugi::xml_document document;
  auto root = document.append_child("Relationships");
  root.append_attribute("xmlns") = "http://schemas.openxmlformats.org/package/2006/relationships";
  int id = 0;
  for (const auto& [type, target] : type_and_target) {
    auto child = root.append_child("Relationship");
    child.append_attribute("Id") = ("rId" + std::to_string(++id)).c_str();
    child.append_attribute("Type") = type.c_str();
    child.append_attribute("Target") = target.c_str();
  }
  return printed(document);
}

}  // namespace

std::string docx(const Paper& paper) {
  Body body;
  for (const Block& block : paper.blocks) body.append(block);
  std::vector<Part> parts = {{"styles.xml", "styles", "styles"}, {"numbering.xml", "numbering", "numbering"}};
  if (body.has_comments()) parts.push_back({"comments.xml", "comments", "comments"});
  if (body.has_notes()) parts.push_back({"footnotes.xml", "footnotes", "footnotes"});

  std::vector<std::pair<std::string, std::string>> related;
  for (const Part& part : parts) related.emplace_back(std::string(relations) + "/" + part.relation, part.name);
  std::vector<ZipMember> members = {
      {"[Content_Types].xml", content_types(parts)},
      {"_rels/.rels",
       relationships({{std::string(relations) + "/officeDocument", "word/document.xml"},
                      {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                       "docProps/core.xml"}})},
      {"docProps/core.xml", core_properties(paper)},
      {"word/document.xml", body.finish()},
      {"word/_rels/document.xml.rels", relationships(related)},
      {"word/styles.xml", styles()},
      {"word/numbering.xml", numbering()}};
  if (body.has_comments()) members.push_back({"word/comments.xml", body.comments()});
  if (body.has_notes()) members.push_back({"word/footnotes.xml", body.notes()});
  return zip_package(members);
}

}  // namespace assay::samples
