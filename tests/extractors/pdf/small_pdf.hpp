// PDFs written by hand, small enough to read.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::test {

struct SmallPage {
  std::string content;  // operators; /F1 is Helvetica, /F2 a font without Unicode values, /Im an image
  int rotate = 0;
  std::string media_box = "0 0 595 842";
  std::string entries = {};  // further ones of its dictionary
};

class SmallPdf {
 public:
  // An operator that shows a line of text with its base line at (x, y) from the bottom left.
  static std::string show(double x, double y, const std::string& text, double size = 12) {
    return "BT /F1 " + std::to_string(size) + " Tf " + std::to_string(x) + " " + std::to_string(y) + " Td (" + text +
           ") Tj ET\n";
  }
  static std::string stroke(double x0, double y0, double x1, double y1) {
    return std::to_string(x0) + " " + std::to_string(y0) + " m " + std::to_string(x1) + " " + std::to_string(y1) +
           " l S\n";
  }

  // Boxes with a hole, as large as letters: what a row of text looks like in a picture or drawn as shapes.
  static std::string round_letters(double x, double y, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
      const double left = x + 7 * i + (i % 6 == 0 ? 2 : 0);
      const auto oval = [&](double x0, double y0, double x1, double y1) {
        const auto at = [](double a, double b) { return std::to_string(a) + " " + std::to_string(b) + " "; };
        out += at(x0, y0) + "m " + at(x0, y1) + at(x1, y1) + at(x1, y0) + "c " + at(x1, y0) + at(x0, y0) + at(x0, y0) +
               "c h ";
      };
      oval(left, y, left + 5, y + 10);
      oval(left + 1.5, y + 1, left + 3.5, y + 6);
      out += "f*\n";
    }
    return out;
  }
  // An image of 8-bit greys, drawn into a box of the page.
  static std::string image(double x, double y, double width, double height, int columns, int rows,
                           const std::function<int(int, int)>& grey) {
    std::string out = "q " + std::to_string(width) + " 0 0 " + std::to_string(height) + " " + std::to_string(x) + " " +
                      std::to_string(y) + " cm BI /W " + std::to_string(columns) + " /H " + std::to_string(rows) +
                      " /BPC 8 /CS /G /F /AHx ID ";
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto value = static_cast<std::size_t>(grey(column, row));
        out += {digits[value / 16], digits[value % 16]};
      }
    return out + "> EI Q\n";
  }

  // `image`: further entries of /Im.
  static std::string make(const std::vector<SmallPage>& pages, const std::string& trailer_extra = {},
                          const std::string& info = {}, const std::string& catalog = {},
                          const std::string& image = {}) {
    std::vector<std::string> objects;  // number 1 first
    objects.push_back("<</Type/Catalog/Pages 2 0 R" + catalog + ">>");
    std::string kids;
    for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(8 + 2 * i) + " 0 R ";
    objects.push_back("<</Type/Pages/Count " + std::to_string(pages.size()) + "/Kids[" + kids + "]>>");
    objects.push_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    objects.push_back("<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[5 0 R]>>");
    objects.push_back(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/DW 600/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Identity)/Supplement 0>>>>");
    objects.push_back(
        stream("/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray" + image,
               std::string("\x00\x80\x80\x00", 4)));
    objects.push_back("<<" + info + ">>");
    for (std::size_t i = 0; i < pages.size(); ++i) {
      objects.push_back(
          "<</Type/Page/Parent 2 0 R/MediaBox[" + pages[i].media_box + "]/Rotate " + std::to_string(pages[i].rotate) +
          "/Contents " + std::to_string(9 + 2 * i) +
          " 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</Im 6 0 R>>/ExtGState<</Faint<</ca .4>>>>>>" +
          pages[i].entries + ">>");
      objects.push_back(stream("", pages[i].content));
    }
    return write(objects, trailer_extra);
  }

 private:
  static std::string stream(const std::string& entries, const std::string& data) {
    return "<<" + entries + "/Length " + std::to_string(data.size()) + ">>\nstream\n" + data + "\nendstream";
  }

  static std::string write(const std::vector<std::string>& objects, const std::string& trailer_extra) {
    std::string out = "%PDF-1.5\n";
    std::string xref;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      std::string offset = std::to_string(out.size());
      xref += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
      out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    const std::string at = std::to_string(out.size());
    out += "xref\n0 " + count + "\n0000000000 65535 f \n" + xref + "trailer\n<</Size " + count +
           "/Root 1 0 R/Info 7 0 R" + trailer_extra + ">>\nstartxref\n" + at + "\n%%EOF\n";
    return out;
  }
};

}  // namespace assay::test
