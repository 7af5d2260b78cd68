#include "tools/samples/damage.hpp"

#include <fmt/format.h>

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "tools/samples/random.hpp"

namespace assay::samples {
namespace {

std::string taken(QPDFWriter& writer) {
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void put16(std::string& bytes, std::size_t at, unsigned value) {
  bytes[at] = static_cast<char>(value & 0xFFU);
  bytes[at + 1] = static_cast<char>(value >> 8U);
}

void put32(std::string& bytes, std::size_t at, std::uint32_t value) {
  put16(bytes, at, value & 0xFFFFU);
  put16(bytes, at + 2, value >> 16U);
}

}  // namespace

std::string truncated(const std::string& bytes, double share) {
  return bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
}

std::string bits_flipped(std::string bytes, int flips, std::string_view name) {
  Random random(name);
  for (int i = 0; i < flips && !bytes.empty(); ++i) {
    char& byte = bytes[static_cast<std::size_t>(random.next() % bytes.size())];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << static_cast<unsigned>(random.below(8))));
  }
  return bytes;
}

std::string encrypted_pdf(const std::string& bytes) {
  QPDF pdf;
  pdf.processMemoryFile("sample", bytes.data(), bytes.size());
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStaticID(true);  // part of the key, so it is set first
  writer.setR4EncryptionParametersInsecure("harbour", "lighthouse", true, false, true, true, true, true, qpdf_r3p_none,
                                           true, true);
  writer.setStaticAesIV(true);  // the same bytes every time matter more here than a secret
  return taken(writer);
}

std::string garbled_pdf(const std::string& bytes) {
  QPDF pdf;
  pdf.processMemoryFile("sample", bytes.data(), bytes.size());
  for (QPDFObjectHandle font : pdf.getAllObjects()) {
    if (!font.isDictionary() || !font.hasKey("/ToUnicode")) continue;
    const bool wide = font.getKey("/Subtype").getName() == "/Type0";
    std::string lines =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def\n";
    lines += wide ? "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                  : "1 begincodespacerange <00> <FF> endcodespacerange\n";
    for (int code = 0; code < 256; ++code) {  // a section holds at most 100
      if (code % 64 == 0) lines += code == 0 ? "64 beginbfchar\n" : "endbfchar\n64 beginbfchar\n";
      // Letters of an alphabet hardly in use.
      lines += fmt::format("<{:0{}X}> <{:04X}>\n", code, wide ? 4 : 2, 0xA500 + (code * 37) % 97);
    }
    lines += "endbfchar endcmap CMapName currentdict /CMap defineresource pop end end\n";
    font.replaceKey("/ToUnicode", QPDFObjectHandle::newStream(&pdf, lines));
  }
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  return taken(writer);
}

// [MS-CFB]: a header, one sector of allocation table, one of directory, then the two streams. Streams of 4096 bytes
// need no mini stream.
std::string locked_office_file(std::string_view name) {
  constexpr std::size_t sector = 512;
  constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
  constexpr std::uint32_t no_stream = 0xFFFFFFFF;
  constexpr std::uint32_t stream_sectors = 8;
  std::string bytes(sector * (1 + 2 + 2 * stream_sectors), '\0');
  bytes.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put16(bytes, 24, 0x3E);  // minor and major version
  put16(bytes, 26, 3);
  put16(bytes, 28, 0xFFFE);  // byte order
  put16(bytes, 30, 9);       // sectors of 2^9 bytes
  put16(bytes, 32, 6);       // mini sectors of 2^6
  put32(bytes, 44, 1);       // sectors of the allocation table
  put32(bytes, 48, 1);       // first sector of the directory
  put32(bytes, 56, 4096);    // smaller streams would live in the mini stream
  put32(bytes, 60, end_of_chain);
  put32(bytes, 68, end_of_chain);
  for (std::size_t i = 0; i < 109; ++i) put32(bytes, 76 + 4 * i, i == 0 ? 0 : no_stream);

  const std::size_t table = sector;
  for (std::size_t i = 0; i < sector / 4; ++i) put32(bytes, table + 4 * i, no_stream);
  put32(bytes, table, 0xFFFFFFFD);  // the table itself
  put32(bytes, table + 4, end_of_chain);
  for (std::uint32_t i = 0; i < 2 * stream_sectors; ++i)
    put32(bytes, table + 4 * (2 + i), (i + 1) % stream_sectors == 0 ? end_of_chain : 3 + i);

  const auto entry = [&](std::size_t index, std::string_view title, int type, std::uint32_t start, std::uint32_t size) {
    const std::size_t at = 2 * sector + 128 * index;
    for (std::size_t i = 0; i < title.size(); ++i) bytes[at + 2 * i] = title[i];
    put16(bytes, at + 64, title.empty() ? 0 : static_cast<unsigned>(2 * (title.size() + 1)));
    bytes[at + 66] = static_cast<char>(type);
    bytes[at + 67] = 1;  // black
    for (const std::size_t link : {68U, 72U, 76U}) put32(bytes, at + link, no_stream);
    put32(bytes, at + 116, start);
    put32(bytes, at + 120, size);
  };
  entry(0, "Root Entry", 5, end_of_chain, 0);
  entry(1, "EncryptionInfo", 2, 2, sector * stream_sectors);
  entry(2, "EncryptedPackage", 2, 2 + stream_sectors, sector * stream_sectors);
  entry(3, "", 0, 0, 0);
  put32(bytes, 2 * sector + 76, 1);        // the root's child
  put32(bytes, 2 * sector + 128 + 72, 2);  // its right sibling

  Random random(name);
  for (std::size_t i = 3 * sector; i < bytes.size(); ++i) bytes[i] = static_cast<char>(random.next() & 0xFFU);
  put32(bytes, 3 * sector, 0x00040004);  // agile encryption
  return bytes;
}

std::string mp3_like() {
  std::string bytes("ID3\x04\0\0\0\0\0\0", 10);
  for (int frame = 0; frame < 40; ++frame) {
    bytes += "\xFF\xFB\x90\x64";  // MPEG 1 layer III, 128 kbit/s, 44.1 kHz
    bytes.append(413, '\0');
  }
  return bytes;
}

std::string dwg_like() {
  std::string bytes = "AC1027";
  bytes.append(5, '\0');
  bytes += "\x11\x03";
  Random random("dwg");
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(random.next() & 0xFFU);
  return bytes;
}

}  // namespace assay::samples
