#pragma once
/// @file
/// What the benchmarks share: clocks, interleaved runs, and the lines that run.sh makes a table of.
///
/// A benchmark is a program `tests/bench/<topic>_bench.cpp`. It checks that both sides of a
/// comparison give the same result, measures them in turns, and prints one line per comparison:
///
///     name|size|ours_ms|peer|peer_ms|ratio|goal
///
/// `ratio` is what `goal` speaks of: how many times faster than the peer (`>= 50`), how many times
/// as costly (`<= 1.5`), or a value in the unit that the name ends with. A line that begins with
/// "# " is a remark for the reader of the table, such as the name of a peer that is not installed.
///
///     int main(int argc, char** argv) {
///         auto const how = bench::arguments(argc, argv);
///         bench::require(ours() == theirs(), "both add up alike");
///         bench::faster("20 rules", "1 M", "std::function", bench::race(ours, theirs), 15);
///     }

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace bench {

/// How thorough a run is.
enum class effort : std::uint8_t {
    full,  ///< every size, five rounds and more
    quick, ///< up to a million units, three rounds
};

/// What run.sh says to each program.
struct settings {
    effort how = effort::full;
    std::string scratch = "."; ///< a folder for files that the program makes
    int rounds = 5;            ///< how often each side is measured
};

/// Reads `--quick` and `--scratch DIR`.
inline settings arguments(int argc, char** argv) {
    settings out;
    for (int i = 1; i < argc; ++i) {
        std::string_view const word = argv[i];
        if (word == "--quick") {
            out.how = effort::quick;
            out.rounds = 3;
        } else if (word == "--scratch" && i + 1 < argc) {
            out.scratch = argv[++i];
        } else {
            std::fprintf(stderr, "usage: %s [--quick] [--scratch DIR]\n", argv[0]);
            std::exit(2);
        }
    }
    return out;
}

/// Ends the program when a result is wrong: a fast wrong answer is no answer.
inline void require(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "wrong result: %.*s\n", static_cast<int>(what.size()), what.data());
    std::exit(1);
}

/// Keeps a value, and the work behind it, from being optimised away.
template <class T>
void keep(T const& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    auto const half = values.size() / 2;
    return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Milliseconds since some moment: on the clock, or of the processor where the environment has
/// PARTYORG_BENCH_CLOCK=processor, which tells more on a busy machine, but nothing of two threads
/// and of peers in programs of their own.
inline double now_ms() {
    static bool const processor = [] {
        auto const* wanted = std::getenv("PARTYORG_BENCH_CLOCK");
        return wanted && std::string_view(wanted) == "processor";
    }();
    ::timespec now{};
    ::clock_gettime(processor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Milliseconds that `work` takes once.
template <class Work>
double once(Work&& work) {
    auto const start = now_ms();
    work();
    return now_ms() - start;
}

/// Milliseconds that `work` takes in one round: the best of some runs, more of them when they are
/// short, since whatever else runs on the machine – and what the peer has left in the caches – can
/// only make them longer.
template <class Work>
double some(Work&& work, double total_ms = 30, int most = 15) {
    auto best = once(work);
    auto sum = best;
    for (int i = 1; sum < total_ms && i < most; ++i) {
        auto const ms = once(work);
        sum += ms;
        if (ms < best) best = ms;
    }
    return best;
}

/// Bytes that the program holds now, as the allocator counts them; 0 where it does not tell.
inline std::size_t allocated_bytes() {
#if defined(__GLIBC__)
    auto const now = ::mallinfo2();
    return now.uordblks + now.hblkhd;
#else
    return 0;
#endif
}

/// Both sides of a comparison.
struct timing {
    double ours_ms = 0;
    double peer_ms = 0;
    double ratio = 0; ///< median of the rounds' ratios, peer by ours
};

/// Collects rounds that were measured one by one.
class rounds {
public:
    void add(double ours_ms, double peer_ms) {
        ours_.push_back(ours_ms);
        peer_.push_back(peer_ms);
        ratio_.push_back(peer_ms / ours_ms);
    }
    [[nodiscard]] timing result() const { return {median(ours_), median(peer_), median(ratio_)}; }

private:
    std::vector<double> ours_{}, peer_{}, ratio_{};
};

/// Measures both sides in turns, so that other work on the machine meets both alike.
/// @return Medians, and the median of the ratios of the rounds.
template <class Ours, class Peer>
timing race(Ours&& ours, Peer&& peer, int how_often = 5) {
    rounds all;
    static_cast<void>(once(ours)); // pages and caches
    for (int i = 0; i < how_often; ++i) {
        auto const a = some(ours);
        all.add(a, some(peer));
    }
    return all.result();
}

/// One line of the table; see the top of this file.
inline void line(std::string_view name, std::string_view size, double ours_ms,
                 std::string_view peer, std::optional<double> peer_ms, double ratio,
                 std::string_view goal) {
    std::printf("%.*s|%.*s|%.6g|%.*s|", static_cast<int>(name.size()), name.data(),
                static_cast<int>(size.size()), size.data(), ours_ms, static_cast<int>(peer.size()),
                peer.data());
    if (peer_ms)
        std::printf("%.6g|", *peer_ms);
    else
        std::printf("-|");
    std::printf("%.4g|%.*s\n", ratio, static_cast<int>(goal.size()), goal.data());
    std::fflush(stdout);
}

/// "50", "1.5".
inline std::string shortest(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", number);
    return text;
}

/// We are `ratio` times as fast as the peer; at least `goal` times is wanted.
inline void faster(std::string_view name, std::string_view size, std::string_view peer,
                   timing const& t, std::optional<double> goal = {}) {
    line(name, size, t.ours_ms, peer, t.peer_ms, t.ratio, goal ? ">= " + shortest(*goal) : "-");
}

/// We take `1 / ratio` times as long as the peer; at most `goal` times is wanted.
inline void costlier(std::string_view name, std::string_view size, std::string_view peer,
                     timing const& t, std::optional<double> goal = {}) {
    line(name, size, t.ours_ms, peer, t.peer_ms, 1 / t.ratio, goal ? "<= " + shortest(*goal) : "-");
}

/// A value in the unit that the name ends with, such as "…, ns"; `goal` as it is to be shown.
inline void value(std::string_view name, std::string_view size, double ours_ms, double figure,
                  std::string_view goal = "-") {
    line(name, size, ours_ms, "-", {}, figure, goal);
}

/// A remark below the table.
inline void remark(std::string_view text) {
    std::printf("# %.*s\n", static_cast<int>(text.size()), text.data());
    std::fflush(stdout);
}

/// A peer in a program of its own, which answers one request line by one line: the milliseconds it
/// took and a check value. So it can be measured in turns with us.
class external_peer {
public:
    /// One answer.
    struct answer {
        double ms = 0;
        std::string check{};
    };

    /// Starts `words[0]` with the other words as arguments.
    explicit external_peer(std::vector<std::string> words) {
        std::signal(SIGPIPE, SIG_IGN); // a peer that is not there is no reason to end
        int to[2], from[2];
        if (::pipe(to) != 0 || ::pipe(from) != 0) return;
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(to[0], 0);
            ::dup2(from[1], 1);
            for (int const end : {to[0], to[1], from[0], from[1]}) ::close(end);
            std::vector<char*> argv;
            for (auto& w : words) argv.push_back(w.data());
            argv.push_back(nullptr);
            ::execvp(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(to[0]);
        ::close(from[1]);
        requests_ = ::fdopen(to[1], "w");
        answers_ = ::fdopen(from[0], "r");
    }
    external_peer(external_peer const&) = delete;
    external_peer& operator=(external_peer const&) = delete;
    ~external_peer() {
        if (requests_) std::fclose(requests_);
        if (answers_) std::fclose(answers_);
        if (process_ > 0) ::waitpid(process_, nullptr, 0);
    }

    /// Sends a request line.
    /// @return The answer, or nothing when the peer is not there (any more) or does not know this.
    [[nodiscard]] std::optional<answer> ask(std::string const& request) {
        if (!requests_ || !answers_) return {};
        std::fprintf(requests_, "%s\n", request.c_str());
        std::fflush(requests_);
        char text[256];
        if (!std::fgets(text, sizeof text, answers_)) return {};
        char check[200] = "";
        answer out;
        if (std::sscanf(text, "%lf %199s", &out.ms, check) < 1) return {};
        out.check = check;
        return out;
    }

private:
    ::pid_t process_ = -1;
    std::FILE* requests_ = nullptr;
    std::FILE* answers_ = nullptr;
};

} // namespace bench
