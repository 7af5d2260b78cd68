// What is wrong with a command line, in words that say what to write instead.
#pragma once

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace assay {

// For arguments (without the program's name) that `app` has refused with `complaint`: the command or the option that
// was probably meant, else the complaint and where help is.
std::string usage_advice(const CLI::App& app, std::span<const std::string> arguments, const std::string& complaint);

}  // namespace assay
