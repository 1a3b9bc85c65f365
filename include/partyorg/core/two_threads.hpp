#pragma once
/// @file
/// The interface through which large jobs are shared with a second thread.

#include <type_traits>

namespace partyorg {

/// Somebody who does one half of a job while the caller does the other.
///
/// The core starts no threads. `helper_thread` implements this with one waiting thread; a program
/// that has a pool of its own implements it in ten lines.
class two_threads {
public:
    virtual ~two_threads() = default;

    /// Calls `here` on the calling thread and `there` on another one, and returns after both.
    /// @throw What `here` or `there` throws, after both have ended.
    template <class Here, class There>
    void both(Here&& here, There&& there) {
        run({&call<Here>, &here}, {&call<There>, &there});
    }

protected:
    /// A function without arguments, borrowed from the caller.
    struct job {
        void (*function)(void*); ///< called with `data`
        void* data;              ///< the callable

        /// Does it.
        void operator()() const { function(data); }
    };
    two_threads() = default;
    two_threads(two_threads const&) = default;            ///< Copies.
    two_threads& operator=(two_threads const&) = default; ///< Copies.

private:
    /// Does both jobs, `here` on the calling thread; returns, or throws, when both have ended.
    virtual void run(job here, job there) = 0;

    template <class Callable>
    static void call(void* data) {
        (*static_cast<std::remove_reference_t<Callable>*>(data))();
    }
};

} // namespace partyorg
