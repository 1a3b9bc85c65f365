#pragma once
/// @file
/// A second thread that waits for work. Part of `partyorg::partyorg`: its body is compiled.

#include <partyorg/rollup/parallel.hpp>

namespace partyorg {

/// One waiting thread that takes half of large roll-ups and groupings.
///
/// Make one and hand it to `roll_up` again and again: a fresh thread per call costs more than it
/// gains below a tenth of a second, because it starts on a busy processor. One job at a time: calls
/// from several threads wait for each other.
class helper_thread final : public two_threads {
public:
    /// Starts the thread.
    /// @throw std::system_error if the system gives no thread.
    helper_thread();
    /// Ends the thread.
    ~helper_thread() override;
    helper_thread(helper_thread const&) = delete;
    helper_thread& operator=(helper_thread const&) = delete;

private:
    struct state;
    void run(job here, job there) override;
    state* state_;
};

} // namespace partyorg
