#include "pipeline/store/json.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <type_traits>

#include "extractors/core/document_fields.hpp"

namespace assay {

void fields(auto& visit, Like<Signature> auto& signature) {
  visit("content_hash", signature.content_hash);
  visit("minhash", signature.minhash);
  visit("header_key", signature.header_key);
  visit("column_types", signature.column_types);
  visit("title_key", signature.title_key);
  visit("version_mark", signature.version_mark);
  visit("latest_date", signature.latest_date);
}

void fields(auto& visit, Like<Component> auto& component) {
  visit("dimension", component.dimension);
  visit("value", component.value);
  visit("assessed", component.assessed);
  visit("findings", component.findings);
}

namespace {

using nlohmann::json;

template <class E>
E enumerator(const std::string& name) {
  constexpr int most = 64;
  for (int i = 0; i < most; ++i)
    if (to_string(static_cast<E>(i)) == name) return static_cast<E>(i);
  throw std::runtime_error("unknown name '" + name + "'");
}

template <class T>
json pack(const T& value);
template <class T>
json pack(const std::vector<T>& list);
template <class T>
json pack(const std::optional<T>& value);
json pack(const std::map<std::string, std::string>& map);

struct Packer {
  json object = json::object();
  template <class T>
  void operator()(const char* name, const T& value) {
    json packed = pack(value);
    if (!packed.is_null() && !(packed.is_string() && packed.get_ref<const std::string&>().empty()) &&
        !(packed.is_structured() && packed.empty()))
      object[name] = std::move(packed);
  }
};

template <class T>
json pack(const std::vector<T>& list) {
  json packed = json::array();
  for (const T& item : list) packed.push_back(pack(item));
  return packed;
}
template <class T>
json pack(const std::optional<T>& value) {
  return value ? pack(*value) : json();
}
json pack(const std::map<std::string, std::string>& map) {
  return map;
}

template <class T>
json pack(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return std::string(to_string(value));
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return value;
  } else {
    Packer packer;
    fields(packer, value);
    return std::move(packer.object);
  }
}

template <class T>
void unpack(const json& from, T& value);
template <class T>
void unpack(const json& from, std::vector<T>& list);
template <class T>
void unpack(const json& from, std::optional<T>& value);
void unpack(const json& from, std::map<std::string, std::string>& map);

struct Unpacker {
  const json& object;
  template <class T>
  void operator()(const char* name, T& value) {
    if (const auto found = object.find(name); found != object.end()) unpack(*found, value);
  }
};

template <class T>
void unpack(const json& from, std::vector<T>& list) {
  for (const json& item : from) unpack(item, list.emplace_back());
}
template <class T>
void unpack(const json& from, std::optional<T>& value) {
  unpack(from, value.emplace());
}
void unpack(const json& from, std::map<std::string, std::string>& map) {
  from.get_to(map);
}

template <class T>
void unpack(const json& from, T& value) {
  if constexpr (std::is_enum_v<T>) {
    value = enumerator<T>(from.get_ref<const std::string&>());
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    from.get_to(value);
  } else {
    Unpacker unpacker{from};
    fields(unpacker, value);
  }
}

}  // namespace

template <class T>
std::string to_column(const T& value) {
  return pack(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class T>
T from_column(const std::string& text) {
  T value;
  if (text == "{}" || text == "[]") return value;  // most places, most notices
  unpack(json::parse(text), value);
  return value;
}

// The hashes of a signature are most of it, and of what a run reads of every document: taken out, the rest is JSON as
// any. No text in it holds the key, since its quotes would be escaped.
template <>
Signature from_column(const std::string& text) {
  constexpr std::string_view key = "\"minhash\":[";
  const std::size_t begin = text.find(key);
  const std::size_t end = begin == std::string::npos ? begin : text.find(']', begin);
  Signature signature;
  if (end == std::string::npos) {
    unpack(json::parse(text), signature);
    return signature;
  }
  unpack(json::parse(text.substr(0, begin + key.size()) + text.substr(end)), signature);
  for (const char* at = text.data() + begin + key.size(); at < text.data() + end; ++at) {
    const auto [after, error] = std::from_chars(at, text.data() + end, signature.minhash.emplace_back());
    if (error != std::errc() || (*after != ',' && *after != ']')) throw std::runtime_error("a hash is no number");
    at = after;
  }
  return signature;
}

template std::string to_column(const Place&);
template std::string to_column(const Metadata&);
template std::string to_column(const Signature&);
template std::string to_column(const std::vector<Notice>&);
template std::string to_column(const std::vector<Component>&);
template std::string to_column(const std::vector<std::string>&);
template std::string to_column(const std::map<std::string, std::string>&);
template Place from_column(const std::string&);
template Metadata from_column(const std::string&);
template std::vector<Notice> from_column(const std::string&);
template std::vector<Component> from_column(const std::string&);
template std::vector<std::string> from_column(const std::string&);

}  // namespace assay
