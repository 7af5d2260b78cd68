// Compound files made for tests.
#pragma once

#include <gsf/gsf.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace assay::test {

// Streams by their names; "folder/name" lies in a folder.
inline std::string make_compound(const std::vector<std::pair<std::string, std::string>>& streams) {
  gsf_init();
  GsfOutput* const memory = gsf_output_memory_new();
  std::map<std::string, GsfOutput*> folders;
  folders[""] = GSF_OUTPUT(gsf_outfile_msole_new(memory));
  for (const auto& [path, content] : streams) {
    std::string above;
    std::string name = path;
    for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/')) {
      const std::string whole = above + name.substr(0, slash) + "/";
      if (!folders.contains(whole))
        folders[whole] = gsf_outfile_new_child(GSF_OUTFILE(folders[above]), name.substr(0, slash).c_str(), TRUE);
      above = whole;
      name.erase(0, slash + 1);
    }
    GsfOutput* const stream = gsf_outfile_new_child(GSF_OUTFILE(folders[above]), name.c_str(), FALSE);
    gsf_output_write(stream, content.size(), reinterpret_cast<const guint8*>(content.data()));
    gsf_output_close(stream);
    g_object_unref(stream);
  }
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {  // the inner ones first
    if (!gsf_output_close(folder->second)) throw std::runtime_error("the compound file could not be written");
    g_object_unref(folder->second);
  }
  std::string out(reinterpret_cast<const char*>(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory))),
                  static_cast<std::size_t>(gsf_output_size(memory)));
  g_object_unref(memory);
  return out;
}

}  // namespace assay::test
