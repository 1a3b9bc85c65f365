#include <partyorg/rollup/helper_thread.hpp>

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace partyorg {

// The thread waits for `turn` to become odd (there is work, or the end), and makes it even again
// when it is done. Waiting goes through the kernel after a short while of polling, so that an idle
// helper costs nothing.
struct helper_thread::state {
    std::mutex callers{};
    std::atomic<unsigned> turn{0};
    job work{nullptr, nullptr};
    std::exception_ptr failure{};
    std::thread thread{};

    void loop() {
        for (unsigned seen = 1;; seen += 2) {
            wait_for(seen);
            if (!work.function) return;
            try {
                work();
            } catch (...) {
                failure = std::current_exception();
            }
            turn.store(seen + 1, std::memory_order_release);
            turn.notify_one();
        }
    }
    void wait_for(unsigned value) {
        for (int i = 0; i < 200; ++i)
            if (turn.load(std::memory_order_acquire) == value) return;
        turn.wait(value - 1, std::memory_order_acquire);
    }
    // Hands `next` to the thread; returns the turn at which it is done.
    unsigned start(job next) {
        work = next;
        failure = nullptr;
        auto const now = turn.load(std::memory_order_relaxed) + 1;
        turn.store(now, std::memory_order_release);
        turn.notify_one();
        return now + 1;
    }
};

helper_thread::helper_thread() : state_(new state) {
    try {
        state_->thread = std::thread([s = state_] { s->loop(); });
    } catch (...) {
        delete state_;
        throw;
    }
}

helper_thread::~helper_thread() {
    state_->start({nullptr, nullptr});
    state_->thread.join();
    delete state_;
}

void helper_thread::run(job here, job there) {
    std::lock_guard const one_at_a_time(state_->callers);
    auto const done = state_->start(there);
    std::exception_ptr mine;
    try {
        here();
    } catch (...) {
        mine = std::current_exception();
    }
    state_->wait_for(done);
    if (mine) std::rethrow_exception(mine);
    if (state_->failure) std::rethrow_exception(state_->failure);
}

} // namespace partyorg
