// PDFs whose pages are images, assembled with libqpdf.
#include <fmt/format.h>
#include <leptonica/allheaders.h>

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "tools/samples/scan.hpp"

namespace assay::samples {
namespace {

struct Picture {
  std::string data;
  int width, height, x_dpi, y_dpi;
  bool bilevel, min_is_black;
};

Picture picture_of(const PixPtr& page) {
  const bool bilevel = pixGetDepth(page.get()) == 1;
  L_COMP_DATA* data = nullptr;
  if (pixGenerateCIData(page.get(), bilevel ? L_G4_ENCODE : L_JPEG_ENCODE, 60, 0, &data) != 0)
    throw std::runtime_error("Leptonica could not compress a page");
  Picture picture{std::string(reinterpret_cast<const char*>(data->datacomp), data->nbytescomp),
                  data->w,
                  data->h,
                  pixGetXRes(page.get()),
                  pixGetYRes(page.get()),
                  bilevel,
                  data->minisblack != 0};
  l_CIDataDestroy(&data);
  return picture;
}

QPDFObjectHandle image_of(QPDF& pdf, const Picture& picture) {
  QPDFObjectHandle image = QPDFObjectHandle::newStream(&pdf);
  image.replaceDict(QPDFObjectHandle::parse(fmt::format(
      "<< /Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent {} /ColorSpace /DeviceGray >>",
      picture.width, picture.height, picture.bilevel ? 1 : 8)));
  const std::string fax =
      fmt::format("<< /K -1 /Columns {} /Rows {} /BlackIs1 {} >>", picture.width, picture.height, picture.min_is_black);
  image.replaceStreamData(picture.data, QPDFObjectHandle::newName(picture.bilevel ? "/CCITTFaxDecode" : "/DCTDecode"),
                          picture.bilevel ? QPDFObjectHandle::parse(fax) : QPDFObjectHandle::newNull());
  return image;
}

// Text in rendering mode 3: there for a search, not for the eye.
std::string invisible_text(const std::vector<std::string>& lines, double height) {
  std::string content = fmt::format("BT /F1 11 Tf 3 Tr 13.5 TL 60 {:.2f} Td\n", height - 70);
  for (const std::string& line : lines) content += "(" + line + ") Tj T*\n";
  return content + "ET\n";
}

void add_page(QPDF& pdf, const PixPtr& page, const std::vector<std::string>& layer) {
  const Picture picture = picture_of(page);
  const double width = 72.0 * picture.width / picture.x_dpi;
  const double height = 72.0 * picture.height / picture.y_dpi;
  std::string content = fmt::format("q {:.2f} 0 0 {:.2f} 0 0 cm /Im0 Do Q\n", width, height);
  if (!layer.empty()) content += invisible_text(layer, height);
  auto made = pdf.makeIndirectObject(QPDFObjectHandle::parse(fmt::format(
      "<< /Type /Page /MediaBox [0 0 {:.2f} {:.2f}] /Resources << /XObject << >> /Font << /F1 << /Type /Font "
      "/Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
      width, height)));
  made.getKey("/Resources").getKey("/XObject").replaceKey("/Im0", image_of(pdf, picture));
  made.replaceKey("/Contents", QPDFObjectHandle::newStream(&pdf, content));
  QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(made), false);
}

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::string scan_pdf_with_layer(const std::vector<PixPtr>& pages, const std::vector<std::string>& lines,
                                const ScanInfo& info) {
  QPDF pdf;
  pdf.emptyPDF();
  for (const PixPtr& page : pages) add_page(pdf, page, lines);
  std::string day;
  for (const char c : info.date)
    if (c != '-') day += c;
  auto properties = QPDFObjectHandle::newDictionary();
  properties.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(info.title));
  properties.replaceKey("/Producer", QPDFObjectHandle::newString("Scan station 4"));
  properties.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:" + day + "090000Z"));
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(properties));
  return written(pdf);
}

std::string scan_pdf(const std::vector<PixPtr>& pages, const ScanInfo& info) {
  return scan_pdf_with_layer(pages, {}, info);
}

std::string mixed_pdf(const std::string& digital, const std::vector<PixPtr>& pages) {
  QPDF pdf;
  pdf.processMemoryFile("digital part", digital.data(), digital.size());
  for (const PixPtr& page : pages) add_page(pdf, page, {});
  return written(pdf);
}

}  // namespace assay::samples
