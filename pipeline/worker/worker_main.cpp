// Apart from serve.cpp, so that a test's worker does not link every extractor.
#include "extractors/cutout/cutout.hpp"
#include "extractors/read.hpp"
#include "pipeline/worker/pool.hpp"
#include "pipeline/worker/serve.hpp"

namespace assay {

int worker_main(int socket) {
  return serve(
      socket,
      [](ByteView bytes, const ExtractOptions& options, Progress& progress, std::string* type) {
        return read_document(bytes, options, progress, type);
      },
      cut_out);
}

}  // namespace assay
