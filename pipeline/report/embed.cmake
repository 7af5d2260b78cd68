# Writes OUTPUT, a source that holds each of FILES (a list) under its name: embedded_files() of embedded.hpp.
set(TEXT "#include \"pipeline/report/embedded.hpp\"\n\nnamespace assay {\nnamespace {\nconst EmbeddedFile files[] = {\n")
foreach(FILE IN LISTS FILES)
  get_filename_component(NAME "${FILE}" NAME)
  file(READ "${FILE}" CONTENT)
  string(APPEND TEXT "{\"${NAME}\", R\"embedded(${CONTENT})embedded\"},\n")
endforeach()
string(APPEND TEXT "};\n}  // namespace\nstd::span<const EmbeddedFile> embedded_files() { return files; }\n}  // namespace assay\n")
file(WRITE "${OUTPUT}" "${TEXT}")
