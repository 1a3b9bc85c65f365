#include "io/text_load.hpp"
#include "io/utf8.hpp"
#include "io/utf8_blocks.hpp"

#include <partyorg/core/huge_pages.hpp>
#include <partyorg/io/text_file.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utf8proc.h>
#include <utility>

namespace partyorg::io {

namespace {

std::string system_text() {
    return std::error_code(errno, std::generic_category()).message();
}

/// A file descriptor that is closed.
class descriptor {
public:
    explicit descriptor(std::string const& path)
        : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {}
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    ~descriptor() {
        if (file_ >= 0) ::close(file_);
    }
    [[nodiscard]] int get() const noexcept { return file_; }

private:
    int file_;
};

/// Reads to the end, but never more than `limit` bytes.
/// @return Whether the end was reached.
bool read_all(int file, std::size_t expected, std::size_t limit, std::string& text,
              std::string& why) {
    // A string fills what it grows by with zeros: a window that stays in the second-level cache
    // until it is read into costs next to nothing, the whole text as much as reading it.
    constexpr std::size_t window = std::size_t{256} << 10;
    // A pipe tells no size and a file may grow, so the size is only a hint.
    text.reserve(std::min(limit, std::max<std::size_t>(expected, 4096)) + 1);
    partyorg::detail::ask_for_huge_pages(text.data(), text.capacity());
    std::size_t size = 0;
    for (;;) {
        if (size == text.size()) {
            if (size > limit) {
                why = "is larger than " + std::to_string(limit) + " bytes";
                return false;
            }
            // Within the capacity while there is some; doubling it is the string's business.
            auto const room = text.capacity() > size ? text.capacity() - size : size + 4096;
            text.resize(size + std::min({window, room, limit + 1 - size}));
        }
        auto const got = ::read(file, text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            why = system_text();
            return false;
        }
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    text.resize(size);
    if (size <= limit) return true;
    why = "is larger than " + std::to_string(limit) + " bytes";
    return false;
}

/// Reads from `begin` to `end` of the file to the same places of the text.
/// @return Whether all of it was there.
bool read_part(int file, std::string& text, std::size_t begin, std::size_t end) {
    while (begin < end) {
        auto const got =
            ::pread(file, text.data() + begin, end - begin, static_cast<::off_t>(begin));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        begin += static_cast<std::size_t>(got);
    }
    return true;
}

/// Lets the system provide memory, which is most of the work of reading a file that it holds.
void provide([[maybe_unused]] char* begin, [[maybe_unused]] char* end) {
#if defined(MADV_POPULATE_WRITE)
    constexpr std::uintptr_t page = 4096;
    auto const skipped = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
    if (static_cast<std::size_t>(end - begin) < skipped + page) return;
    // (If it does not, memory comes as it is written to.)
    ::madvise(begin + skipped, (static_cast<std::size_t>(end - begin) - skipped) / page * page,
              MADV_POPULATE_WRITE);
#endif
}

/// Reads a file of known size by two threads.
/// @return Whether it had that size.
bool read_halves(int file, std::string& text, std::size_t size, two_threads& helper) {
    text.reserve(size + 1);
    partyorg::detail::ask_for_huge_pages(text.data(), text.capacity());
    auto const middle = size / 2;
    auto* const memory = text.data();
    helper.both([&] { provide(memory, memory + middle); },
                [&] { provide(memory + middle, memory + size); });
    text.resize(size);
    bool low = false, high = false;
    helper.both([&] { low = read_part(file, text, 0, middle); },
                [&] { high = read_part(file, text, middle, size); });
    char more = 0;
    return low && high && ::pread(file, &more, 1, static_cast<::off_t>(size)) == 0;
}

/// How many of the next bytes are ASCII other than NUL; eight at a time.
std::size_t plain_run(char const* p, std::size_t left) {
    constexpr std::uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    std::size_t n = 0;
    for (; left - n >= 8; n += 8) {
        std::uint64_t word;
        std::memcpy(&word, p + n, 8);
        // A top bit is set by a byte that is not ASCII, and by 1 - 0 borrowed from a zero byte.
        if ((word | (word - ones)) & tops) break;
    }
    while (n < left && static_cast<signed char>(p[n]) > 0) ++n;
    return n;
}

/// One pass over a text: encoding, control characters, length of lines.
class text_check {
public:
    text_check(std::string const& name, std::string_view text, text_limits limits,
               two_threads* helper = nullptr)
        : name_(name),
          text_(text),
          limits_(limits),
          helper_(helper) {}

    problems run() {
        if (text_.empty()) {
            found_.error(defect::empty_file, {name_, 0, 0}, "the file is empty");
            return found_;
        }
        if (wide_encoding()) return found_;
        check_bytes();
        if (bad_ > most_named)
            found_.error(defect::not_utf8, {name_, 0, 0},
                         std::to_string(bad_ - most_named) + " more places are not UTF-8");
        check_lines();
        return found_;
    }

private:
    static constexpr std::size_t most_named = 5;

    /// UTF-16 and UTF-32 have a mark or a zero in every second byte.
    bool wide_encoding() {
        auto const starts = [&](std::string_view mark) { return text_.starts_with(mark); };
        char const* what = nullptr;
        if (starts(std::string_view("\xFF\xFE\0\0", 4)) ||
            starts(std::string_view("\0\0\xFE\xFF", 4)))
            what = "UTF-32";
        else if (starts("\xFF\xFE") || starts("\xFE\xFF"))
            what = "UTF-16";
        else if (looks_wide())
            what = "UTF-16 without a byte-order mark";
        if (!what) return false;
        found_.error(defect::wrong_encoding, {name_, 1, 1},
                     "the text is " + std::string(what) + "; save it as UTF-8");
        return true;
    }
    bool looks_wide() const {
        auto const sample = text_.substr(0, 256);
        if (sample.size() < 8) return false;
        std::size_t zeros[2] = {0, 0};
        for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
        auto const many = sample.size() / 8;
        return (zeros[0] > many && zeros[1] == 0) || (zeros[1] > many && zeros[0] == 0);
    }

    /// A glance at whole blocks of both halves at once.
    void glance_at_halves() {
        auto& [low, high] = glances_;
        high.begin = resume(text_.size() / 2);
        helper_->both([&] { low.end = detail::skip_utf8(text_.substr(0, high.begin), 0); },
                      [&] { high.end = detail::skip_utf8(text_, high.begin); });
    }

    void check_bytes() {
        if (helper_ && text_.size() > 1) glance_at_halves();
        auto const* p = text_.data();
        std::size_t checked = 0; // up to where a glance was cast at whole blocks
        for (std::size_t i = 0; i < text_.size();) {
            for (auto const& seen : glances_)
                if (seen.begin <= i && i < seen.end) i = seen.end;
            if (i >= checked) {
                i = detail::skip_utf8(text_, i);
                checked = i + 256; // behind a slip, a glance would fail again
            }
            i += plain_run(p + i, text_.size() - i);
            if (i == text_.size()) break;
            if (p[i] == '\0') {
                found_.error(defect::binary_file, at(i), "a NUL byte: the file is not text");
                return; // everything behind it would be noise
            }
            auto const length = detail::utf8_sequence_length(
                reinterpret_cast<unsigned char const*>(p) + i, text_.size() - i);
            if (length == 0) {
                if (bad_++ < most_named)
                    found_.error(defect::not_utf8, at(i), "not UTF-8: byte " + hex(p[i]));
                i = resume(i);
            } else {
                i += length;
            }
        }
    }
    /// One place is named once, not once per byte of its broken sequence.
    std::size_t resume(std::size_t i) const {
        for (++i; i < text_.size() && (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80;) ++i;
        return i;
    }

    /// A line that fits needs no look from its beginning to its end: it is enough that a line feed
    /// stands within the limit, looked for from there backwards.
    void check_lines() {
        std::size_t begin = 0, counted = 0;
        std::uint32_t number = 1;
        while (text_.size() - begin > limits_.line) {
            auto const feed = text_.substr(begin, limits_.line + 1).rfind('\n');
            if (feed != std::string_view::npos) {
                begin += feed + 1;
                continue;
            }
            auto const end = std::min(text_.find('\n', begin), text_.size());
            number += static_cast<std::uint32_t>(
                std::count(text_.data() + counted, text_.data() + begin, '\n'));
            counted = begin;
            found_.error(defect::line_too_long, {name_, number, 1},
                         "the line has " + std::to_string(end - begin) + " bytes; at most " +
                             std::to_string(limits_.line) + " are read");
            if (end == text_.size()) return;
            begin = end + 1;
        }
    }

    place at(std::size_t offset) const {
        auto const before = text_.substr(0, offset);
        auto const line = std::count(before.begin(), before.end(), '\n');
        auto const last = before.rfind('\n');
        auto const column = last == std::string_view::npos ? offset : offset - last - 1;
        return {name_, static_cast<std::uint32_t>(line + 1),
                static_cast<std::uint32_t>(column + 1)};
    }
    static std::string hex(char byte) {
        constexpr char digits[] = "0123456789ABCDEF";
        auto const value = static_cast<unsigned char>(byte);
        return std::string("0x") + digits[value >> 4] + digits[value & 15];
    }

    std::string const& name_;
    std::string_view text_;
    text_limits limits_;
    problems found_{};
    std::size_t bad_ = 0;
    two_threads* helper_;
    struct glance {
        std::size_t begin = 0, end = 0; // well-formed, and whole characters
    };
    std::array<glance, 2> glances_{};
};

result<named_text> checked(std::string text, std::string name, text_limits limits,
                           two_threads* helper) {
    auto found = text_check(name, text, limits, helper).run();
    if (found.has_errors()) return found;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) text.erase(0, mark.size());
    if (text.empty()) {
        found.error(defect::empty_file, {std::move(name), 0, 0}, "the file is empty");
        return found;
    }
    return named_text{std::move(name), std::move(text)};
}

result<named_text> load(std::string const& path, text_limits limits, two_threads* helper,
                        std::size_t two_threads_from) {
    problems found;
    descriptor const file(path);
    struct stat info{};
    if (file.get() < 0) {
        found.error(defect::cannot_open, {path, 0, 0}, "cannot be opened: " + system_text());
        return found;
    }
    if (::fstat(file.get(), &info) != 0) {
        found.error(defect::read_failed, {path, 0, 0}, system_text());
        return found;
    }
    if (!S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode)) {
        // A device may never end: /dev/zero would fill the memory up to the limit.
        found.error(defect::not_a_file, {path, 0, 0},
                    S_ISDIR(info.st_mode) ? "is a folder, not a file" : "is a device, not a file");
        return found;
    }
    auto const expected =
        S_ISREG(info.st_mode) && info.st_size > 0 ? static_cast<std::size_t>(info.st_size) : 0;
    if (expected > limits.bytes) {
        found.error(defect::file_too_large, {path, 0, 0},
                    "has " + std::to_string(expected) + " bytes; at most " +
                        std::to_string(limits.bytes) + " are read");
        return found;
    }
    std::string text, why;
    if (expected < std::max<std::size_t>(two_threads_from, 2)) helper = nullptr;
    if (helper && read_halves(file.get(), text, expected, *helper))
        return checked(std::move(text), path, limits, helper);
    text.clear();
    if (!read_all(file.get(), expected, limits.bytes, text, why)) {
        auto const code = text.size() > limits.bytes ? defect::file_too_large : defect::read_failed;
        found.error(code, {path, 0, 0}, why);
        return found;
    }
    return checked(std::move(text), path, limits, nullptr);
}

} // namespace

result<named_text> check_text(std::string text, std::string name, text_limits limits) {
    return checked(std::move(text), std::move(name), limits, nullptr);
}

result<named_text> load_text(std::string const& path, text_limits limits) {
    return load(path, limits, nullptr, 0);
}

std::string to_nfc(std::string_view text) {
    if (detail::surely_composed(text)) return std::string(text);
    utf8proc_uint8_t* composed = nullptr;
    auto const size =
        utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &composed,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size < 0) return std::string(text); // not UTF-8: the caller broke the precondition
    std::string out(reinterpret_cast<char const*>(composed), static_cast<std::size_t>(size));
    std::free(composed);
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    auto const* p = reinterpret_cast<utf8proc_uint8_t const*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t character = 0;
        auto const size = utf8proc_iterate(p, left, &character);
        if (size <= 0) break;
        auto const columns = utf8proc_charwidth(character);
        width += columns > 0 ? static_cast<std::size_t>(columns) : 0;
        p += size;
        left -= size;
    }
    return width;
}

} // namespace partyorg::io

namespace partyorg::detail {

result<io::named_text> load_text(std::string const& path, io::text_limits limits,
                                 two_threads* helper, std::size_t two_threads_from) {
    return io::load(path, limits, helper, two_threads_from);
}

} // namespace partyorg::detail
