// What a function template that names the members of a struct is for: the struct or its const.
#pragma once

#include <concepts>
#include <type_traits>

namespace assay {

template <class T, class S>
concept Like = std::same_as<std::remove_const_t<T>, S>;

}  // namespace assay
