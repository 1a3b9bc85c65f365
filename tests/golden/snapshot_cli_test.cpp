#include "support/catch.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>

#if defined(PARTYORG_CLI)

namespace {

/// What the program prints on both streams, with its exit code in a last line.
std::string answer(std::string const& words) {
    auto* const pipe = ::popen((PARTYORG_CLI " " + words + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    std::string text;
    char block[4096];
    while (auto const got = std::fread(block, 1, sizeof block, pipe)) text.append(block, got);
    auto const status = ::pclose(pipe);
    return text + "exit " + std::to_string(WEXITSTATUS(status)) + '\n';
}

std::string scratch(std::string const& name) {
    std::filesystem::create_directories(PARTYORG_SCRATCH_DIR);
    return std::string(PARTYORG_SCRATCH_DIR) + "/" + name;
}

std::string const plan =
    std::string(PARTYORG_SOURCE_DIR) + "/examples/data/phong-tho-2024/plan.txt";

} // namespace

TEST_CASE("a snapshot of a plan answers like the plan", "[cli]") {
    auto const path = scratch("plan.snap");
    std::filesystem::remove(path);
    auto const said = answer("snapshot " + plan + " --out " + path + " --lang en");
    CHECK(said == "wrote " + path + ": 62 units, " +
                      std::to_string(std::filesystem::file_size(path)) + " bytes\nexit 0\n");
    // Not reconcile: the counts in the plan's prose are not kept.
    for (std::string const command : {"rollup", "deviations"})
        CHECK(answer(command + " --format csv " + path) ==
              answer(command + " --format csv " + plan));
    CHECK(answer("convert " + path) == answer("convert " + plan));
}

TEST_CASE("a generated table goes through a snapshot unchanged", "[cli]") {
    auto const table = scratch("random.csv"), path = scratch("random.snap");
    CHECK(answer("generate --shape random --units 500 --seed 9 > " + table) == "exit 0\n");
    CHECK(answer("snapshot " + table + " --lang en --out " + path).ends_with("exit 0\n"));
    std::ifstream file(table, std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    CHECK(text.size() > 10'000);
    CHECK(answer("convert " + path) == text + "exit 0\n");
}

TEST_CASE("a damaged snapshot is refused by name", "[cli]") {
    auto const path = scratch("damaged.snap");
    CHECK(answer("snapshot " + plan + " --lang en --out " + path).ends_with("exit 0\n"));
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out).seekp(900).put('\x7F');
    auto const said = answer("rollup " + path);
    INFO(said);
    CHECK(said.starts_with(path + ": PO18"));
    CHECK(said.ends_with("exit 2\n"));
}

TEST_CASE("a snapshot that cannot be written says why", "[cli]") {
    auto const said = answer("snapshot " + plan + " --out /no/such/folder/x.snap");
    INFO(said);
    CHECK(said.find("/no/such/folder/x.snap: PO1310: ") != std::string::npos);
    CHECK(said.ends_with("exit 2\n"));
}

#endif
