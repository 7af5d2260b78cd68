#include "extractors/ole/compound_file.hpp"

#include <glib.h>
#include <gsf/gsf.h>

#include <algorithm>
#include <utility>

namespace assay::ole {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void say_nothing(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

// Complaints of the library about damaged files go nowhere: what is wrong is found by reading.
void start_library() {
  static const bool started = [] {
    for (const char* domain : {"libgsf", "libgsf:msole", "libgsf:zip"})
      g_log_set_handler(domain, static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK), say_nothing, nullptr);
    g_log_set_handler(nullptr, G_LOG_LEVEL_WARNING, say_nothing, nullptr);  // as which it speaks in places
    gsf_init();
    return true;
  }();
  (void)started;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return g_ascii_tolower(x) == g_ascii_tolower(y); });
}

std::string value_text(const GValue* value) {
  if (value == nullptr) return {};
  if (G_VALUE_HOLDS_STRING(value)) {
    const char* text = g_value_get_string(value);
    return text == nullptr || !g_utf8_validate(text, -1, nullptr) ? std::string() : std::string(text);
  }
  if (VAL_IS_GSF_TIMESTAMP(value)) {
    const auto* stamp = static_cast<const GsfTimestamp*>(g_value_get_boxed(value));
    if (stamp == nullptr || stamp->timet <= 0) return {};
    gchar* text = gsf_timestamp_as_string(stamp);
    std::string out = text == nullptr ? "" : text;
    g_free(text);
    return out;
  }
  return {};
}

}  // namespace

struct CompoundFile::State {
  std::size_t size = 0;
  Owned<GsfInput> input;
  Owned<GsfInfile> file;

  Owned<GsfInput> child(std::string_view name) const {
    const int count = gsf_infile_num_children(file.get());
    for (int i = 0; i < count; ++i) {
      const char* const its = gsf_infile_name_by_index(file.get(), i);
      if (its != nullptr && same_name(its, name)) return Owned<GsfInput>(gsf_infile_child_by_index(file.get(), i));
    }
    return nullptr;
  }
  // In pieces, so that a stream whose sectors end early gives what it has.
  static void read(GsfInput* stream, std::size_t most, const auto& use);
  // Counts down what is left to copy.
  static void copy(GsfInfile* from, GsfOutfile* to, int depth, std::size_t& left);
  // `size`: of the whole file.
  static std::optional<CompoundFile> as_folder(Owned<GsfInput> child, std::size_t size);
};

void CompoundFile::State::read(GsfInput* stream, std::size_t most, const auto& use) {
  constexpr std::size_t piece = 512;
  const auto claimed = static_cast<std::size_t>(std::max<gsf_off_t>(gsf_input_size(stream), 0));
  for (std::size_t left = std::min(claimed, most); left > 0;) {
    const std::size_t now = std::min(left, piece);
    const guint8* const data = gsf_input_read(stream, now, nullptr);
    if (data == nullptr) break;
    use(data, now);
    left -= now;
  }
}

void CompoundFile::State::copy(GsfInfile* from, GsfOutfile* to, int depth, std::size_t& left) {
  constexpr std::size_t cost_of_entry = 128;  // in the directory: of empty ones too
  const int count = gsf_infile_num_children(from);
  for (int i = 0; i < count && left >= cost_of_entry; ++i) {
    const char* const name = gsf_infile_name_by_index(from, i);
    const Owned<GsfInput> child(gsf_infile_child_by_index(from, i));
    if (name == nullptr || !child) continue;
    left -= cost_of_entry;
    const bool folder = GSF_IS_INFILE(child.get()) && gsf_infile_num_children(GSF_INFILE(child.get())) >= 0;
    if (folder && depth == 0) continue;
    const Owned<GsfOutput> out(gsf_outfile_new_child(to, name, folder ? TRUE : FALSE));
    if (!out) continue;
    if (folder)
      copy(GSF_INFILE(child.get()), GSF_OUTFILE(out.get()), depth - 1, left);
    else
      read(child.get(), left, [&](const guint8* data, std::size_t size) {
        gsf_output_write(out.get(), size, data);
        left -= size;
      });
    gsf_output_close(out.get());
  }
}

std::optional<CompoundFile> CompoundFile::State::as_folder(Owned<GsfInput> child, std::size_t size) {
  if (!child || !GSF_IS_INFILE(child.get())) return std::nullopt;
  auto inside = std::make_unique<State>();
  inside->size = size;
  inside->file.reset(GSF_INFILE(child.release()));
  return CompoundFile(std::move(inside));
}

CompoundFile::CompoundFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
CompoundFile::CompoundFile(CompoundFile&&) noexcept = default;
CompoundFile& CompoundFile::operator=(CompoundFile&&) noexcept = default;
CompoundFile::~CompoundFile() = default;

std::optional<CompoundFile> CompoundFile::open(std::string_view bytes, std::string& why) {
  start_library();
  auto state = std::make_unique<State>();
  state->size = bytes.size();
  state->input.reset(
      gsf_input_memory_new(reinterpret_cast<const guint8*>(bytes.data()), static_cast<gsf_off_t>(bytes.size()), FALSE));
  if (!state->input) return std::nullopt;
  GError* error = nullptr;
  state->file.reset(gsf_infile_msole_new(state->input.get(), &error));
  if (!state->file) {
    why = error == nullptr ? "no compound file" : error->message;
    g_clear_error(&error);
    return std::nullopt;
  }
  return CompoundFile(std::move(state));
}

std::vector<std::string> CompoundFile::names() const {
  std::vector<std::string> out;
  const int count = gsf_infile_num_children(state_->file.get());
  for (int i = 0; i < count; ++i)
    if (const char* name = gsf_infile_name_by_index(state_->file.get(), i)) out.emplace_back(name);
  return out;
}

bool CompoundFile::has(std::string_view name) const {
  const std::vector<std::string> all = names();
  return std::any_of(all.begin(), all.end(), [name](const std::string& its) { return same_name(its, name); });
}

std::string CompoundFile::read(std::string_view name) const {
  const Owned<GsfInput> stream = state_->child(name);
  if (!stream) return {};
  std::string out;
  State::read(stream.get(), state_->size,
              [&out](const guint8* data, std::size_t size) { out.append(reinterpret_cast<const char*>(data), size); });
  return out;
}

std::string CompoundFile::as_file() const {
  constexpr int deepest = 16;
  const Owned<GsfOutput> memory(gsf_output_memory_new());
  const Owned<GsfOutput> root(GSF_OUTPUT(gsf_outfile_msole_new(memory.get())));
  std::size_t left = state_->size;
  State::copy(state_->file.get(), GSF_OUTFILE(root.get()), deepest, left);
  gsf_output_close(root.get());
  return {reinterpret_cast<const char*>(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory.get()))),
          static_cast<std::size_t>(gsf_output_size(memory.get()))};
}

std::optional<CompoundFile> CompoundFile::folder(std::string_view name) const {
  return State::as_folder(state_->child(name), state_->size);
}

void CompoundFile::each_folder(std::string_view begins,
                               const std::function<void(const std::string&, const CompoundFile&)>& look) const {
  const int count = gsf_infile_num_children(state_->file.get());
  for (int i = 0; i < count; ++i) {
    const char* const its = gsf_infile_name_by_index(state_->file.get(), i);
    if (its == nullptr || !std::string_view(its).starts_with(begins)) continue;
    const std::string name = its;
    Owned<GsfInput> child(gsf_infile_child_by_index(state_->file.get(), i));
    if (const auto folder = State::as_folder(std::move(child), state_->size)) look(name, *folder);
  }
}

void CompoundFile::read_properties(Metadata& metadata) const {
  const Owned<GsfDocMetaData> properties(gsf_doc_meta_data_new());
  for (const char* name : {"\05SummaryInformation", "\05DocumentSummaryInformation"}) {
    const Owned<GsfInput> stream = state_->child(name);
    if (!stream) continue;
    if (GError* error = gsf_doc_meta_data_read_from_msole(properties.get(), stream.get())) g_error_free(error);
  }
  const auto value = [&properties](const char* name) {
    const GsfDocProp* const property = gsf_doc_meta_data_lookup(properties.get(), name);
    return property == nullptr ? std::string() : value_text(gsf_doc_prop_get_val(property));
  };
  metadata.title = value(GSF_META_NAME_TITLE);
  metadata.author = value(GSF_META_NAME_INITIAL_CREATOR);
  if (metadata.author.empty()) metadata.author = value(GSF_META_NAME_CREATOR);
  metadata.subject = value(GSF_META_NAME_SUBJECT);
  metadata.keywords = value(GSF_META_NAME_KEYWORDS);
  metadata.producer = value(GSF_META_NAME_GENERATOR);
  metadata.created = value(GSF_META_NAME_DATE_CREATED);
  metadata.modified = value(GSF_META_NAME_DATE_MODIFIED);
  if (std::string company = value(GSF_META_NAME_COMPANY); !company.empty()) metadata.other["company"] = company;
}

std::string decode_code_page(std::string_view bytes, int code_page) {
  start_library();
  GIConv converter = gsf_msole_iconv_open_for_import(code_page);
  if (converter == reinterpret_cast<GIConv>(-1)) converter = gsf_msole_iconv_open_for_import(1252);
  if (converter == reinterpret_cast<GIConv>(-1)) return {};
  std::string out(bytes.size() * 4 + 4, '\0');
  char* from = const_cast<char*>(bytes.data());
  char* to = out.data();
  gsize from_left = bytes.size();
  gsize to_left = out.size();
  while (from_left > 0) {
    if (g_iconv(converter, &from, &from_left, &to, &to_left) != static_cast<gsize>(-1)) break;
    if (from_left == 0 || to_left < 4) break;
    ++from;
    --from_left;
  }
  g_iconv_close(converter);
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

}  // namespace assay::ole
