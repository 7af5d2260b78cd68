// Libraries in C abort, or run into a null pointer, when memory ends. Then a worker's last words say that it was
// memory, which the parent could not see from the signal alone.
#pragma once

#include <cstdint>

namespace assay {

// `allowance`: bytes of address space beyond what is in use now. Call before the sandbox, once.
void prepare_last_words(int socket, std::uint64_t allowance);

}  // namespace assay
