#include <cairo-pdf.h>
#include <cairo.h>

#include <stdexcept>

#include "tools/samples/typeset.hpp"
#include "tools/samples/writers.hpp"

namespace assay::samples {
namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

class PdfSink final : public PageSink {
 public:
  PdfSink(const Paper& paper, std::string& bytes)
      : surface_(cairo_pdf_surface_create_for_stream(append, &bytes, page_width, page_height)),
        cr_(cairo_create(surface_)) {
    const std::string time = paper.date + "T09:00:00Z";
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, paper.title.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_AUTHOR, paper.author.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE, time.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_MOD_DATE, time.c_str());
  }
  ~PdfSink() override {
    cairo_destroy(cr_);
    cairo_surface_destroy(surface_);
  }
  PdfSink(const PdfSink&) = delete;
  PdfSink& operator=(const PdfSink&) = delete;

  cairo_t* begin_page() override { return cr_; }
  void end_page() override { cairo_show_page(cr_); }

  void finish() {
    cairo_surface_finish(surface_);
    if (const auto status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error(std::string("Cairo: ") + cairo_status_to_string(status));
  }

 private:
  cairo_surface_t* surface_;
  cairo_t* cr_;
};

}  // namespace

std::string pdf(const Paper& paper) {
  std::string bytes;
  PdfSink sink(paper, bytes);
  typeset(paper, sink);
  sink.finish();
  return bytes;
}

}  // namespace assay::samples
