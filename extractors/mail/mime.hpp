// GMime's objects with an owner, and texts out of them.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>

namespace assay::mail {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void start_library();

// Joins words of its head that were encoded in pieces (RFC 2047): of those in Base64 that end with padding GMime reads
// the first alone.
void join_encoded_words(GMimeObject* object);
// Valid UTF-8 in NFC, blanks at both ends left out.
std::string clean(const char* text);
// "Ada <ada@example.org>, Bo <bo@example.org>"
std::string addresses(InternetAddressList* list);
// ISO 8601; empty: none.
std::string date_of(GMimeMessage* message);
// "text/plain"
std::string type_of(GMimeObject* part);
// The bytes of a part as they were before they were encoded for the way.
std::string content_of(GMimePart* part);
// Lines that were broken for the way only, joined again (RFC 3676).
std::string without_soft_breaks(const std::string& text, bool delete_space);

}  // namespace assay::mail
