// What identifies bytes: two files, or a file and an attachment, are the same if it is.
#pragma once

#include <memory>
#include <string>

#include "extractors/core/result.hpp"

struct evp_md_ctx_st;

namespace assay {

// SHA-256 (FIPS 180-4) of bytes that come piece by piece. Throws std::bad_alloc.
class Sha256 {
 public:
  Sha256();
  void update(ByteView bytes);
  std::string hex();  // 64 lower-case digits; the last call

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

std::string sha256_of(ByteView bytes);

}  // namespace assay
