#pragma once
/// @file
/// How far a reader is, for whoever waits for a large file, and a way to stop it.

#include <cstdint>

namespace partyorg::io {

/// What a reader of a unit table is at.
enum class load_stage : std::uint8_t {
    rows,    ///< the text becomes rows and typed cells
    order,   ///< codes are looked up, units put in order
    columns, ///< cells are brought into the order of the units
};

/// How far it is.
struct load_progress {
    load_stage stage = load_stage::rows; ///< what it is at
    std::uint64_t done = 0;              ///< bytes of the text that have been read
    std::uint64_t total = 0;             ///< bytes of the text
};

/// What a watcher answers.
enum class load_answer : std::uint8_t {
    go_on,  ///< the reader goes on
    cancel, ///< it stops, and its result is the defect `cancelled`
};

/// Somebody who wants to know how far a reader is.
class load_watcher {
public:
    virtual ~load_watcher() = default;
    /// Called on the thread that called the reader: every some thousand rows, and at the beginning
    /// of each further stage.
    /// @return Whether to go on.
    virtual load_answer progressed(load_progress const& now) = 0;

protected:
    load_watcher() = default;
    load_watcher(load_watcher const&) = default;            ///< Copies.
    load_watcher& operator=(load_watcher const&) = default; ///< Copies.
};

} // namespace partyorg::io
