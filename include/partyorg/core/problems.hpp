#pragma once
/// @file
/// Lists of defects with their places: bad input is reported whole, not one defect at a time.

#include <partyorg/core/error_codes.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace partyorg {

/// A place in a file. Lines and columns count from 1, columns in bytes; 0 means not known.
struct place {
    std::string file{};       ///< name as the caller gave it; empty if not from a file
    std::uint32_t line = 0;   ///< 1-based, 0 if not known
    std::uint32_t column = 0; ///< 1-based byte of the line, 0 if not known

    /// @return Whether anything is known.
    [[nodiscard]] bool known() const noexcept { return !file.empty() || line != 0; }
    /// @return Whether both are the same place.
    friend bool operator==(place const&, place const&) = default;
};

/// @return "file:line:column", leaving out what is not known.
[[nodiscard]] inline std::string to_string(place const& where) {
    std::string text = where.file;
    if (where.line == 0) return text;
    if (!text.empty()) text += ':';
    text += std::to_string(where.line);
    if (where.column != 0) text += ':' + std::to_string(where.column);
    return text;
}

/// How bad a problem is.
enum class severity : std::uint8_t {
    note,    ///< worth knowing
    warning, ///< usable, but probably not meant
    error,   ///< the input cannot be used
};

/// One defect of an input.
struct problem {
    defect code = defect::internal;   ///< stable number
    severity level = severity::error; ///< how bad
    place where{};                    ///< where it was read
    std::string message{};            ///< the facts, in English

    /// @return Whether all four parts agree.
    friend bool operator==(problem const&, problem const&) = default;
};

/// @return "file:line:column: PO1234: message", the form in which tools print it; a warning or note
///         says so after the code.
[[nodiscard]] inline std::string to_string(problem const& p) {
    auto text = to_string(p.where);
    if (!text.empty()) text += ": ";
    text += code_text(p.code);
    if (p.level == severity::warning) text += ": warning";
    if (p.level == severity::note) text += ": note";
    return text + ": " + p.message;
}

/// All defects of one input, in the order they were found.
///
/// At most `limit` entries are kept, so that a hostile file cannot fill the memory; the rest is
/// counted in `dropped()` and printed as one line: nothing disappears silently.
class problems {
public:
    /// How many entries are kept unless the constructor is told otherwise.
    static constexpr std::size_t default_limit = 10'000;

    problems() = default;
    /// Keeps at most `limit` entries.
    explicit problems(std::size_t limit) : limit_(limit) {}

    /// Adds one entry.
    /// @complexity Amortised constant.
    void add(problem p) {
        if (p.level == severity::error) ++errors_;
        if (list_.size() < limit_)
            list_.push_back(std::move(p));
        else
            ++dropped_;
    }
    /// @return Whether further entries are only counted: a reader may then spare itself the words.
    [[nodiscard]] bool full() const noexcept { return list_.size() >= limit_; }
    /// Counts an entry without keeping it.
    void drop(severity level) noexcept {
        if (level == severity::error) ++errors_;
        ++dropped_;
    }
    /// Adds an error.
    void error(defect code, place where, std::string message) {
        add({code, severity::error, std::move(where), std::move(message)});
    }
    /// Adds a warning.
    void warning(defect code, place where, std::string message) {
        add({code, severity::warning, std::move(where), std::move(message)});
    }
    /// Adds a note.
    void note(defect code, place where, std::string message) {
        add({code, severity::note, std::move(where), std::move(message)});
    }
    /// Appends all of `other`, with its counts.
    void append(problems const& other) {
        auto const errors = errors_ + other.errors_;
        for (auto const& p : other.list_) add(p);
        errors_ = errors;
        dropped_ += other.dropped_;
    }

    /// @return Whether nothing was found.
    [[nodiscard]] bool empty() const noexcept { return list_.empty() && dropped_ == 0; }
    /// @return How many entries are kept.
    [[nodiscard]] std::size_t size() const noexcept { return list_.size(); }
    /// @return How many entries were counted but not kept.
    [[nodiscard]] std::size_t dropped() const noexcept { return dropped_; }
    /// @return How many errors were found, kept or not.
    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
    /// @return Whether the input cannot be used.
    [[nodiscard]] bool has_errors() const noexcept { return errors_ != 0; }
    /// @return The kept entries.
    [[nodiscard]] std::vector<problem> const& list() const noexcept { return list_; }
    /// @return The first kept entry.
    [[nodiscard]] auto begin() const noexcept { return list_.begin(); }
    /// @return The end of the kept entries.
    [[nodiscard]] auto end() const noexcept { return list_.end(); }
    /// @return The entry at position `i`.
    /// @pre `i < size()`
    [[nodiscard]] problem const& operator[](std::size_t i) const { return list_[i]; }

private:
    std::vector<problem> list_{};
    std::size_t limit_ = default_limit;
    std::size_t dropped_ = 0;
    std::size_t errors_ = 0;
};

/// @return One line per entry, and a last line for those that were only counted.
[[nodiscard]] inline std::string to_string(problems const& found) {
    std::string text;
    for (auto const& p : found) text += to_string(p) + '\n';
    if (found.dropped() != 0) text += "... and " + std::to_string(found.dropped()) + " more\n";
    return text;
}

} // namespace partyorg
