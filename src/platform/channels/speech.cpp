#include "platform/channels/speech.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

extern char** environ;

namespace thon::channels {
namespace fs = std::filesystem;

namespace {

std::string on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "/usr/local/bin:/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return folder + "/" + program;
  return {};
}

/// A folder that goes when its owner does.
class WorkFolder {
 public:
  WorkFolder() {
    std::string pattern = (fs::temp_directory_path() / "thon-speech.XXXXXX").string();
    if (::mkdtemp(pattern.data())) path_ = pattern;
  }
  ~WorkFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  explicit operator bool() const { return !path_.empty(); }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// Runs a program without a shell; false when it fails or takes longer than until `deadline`.
bool run(const std::vector<std::string>& words, const std::string& input, Millis deadline) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, input.empty() ? "/dev/null" : input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int fault = ::posix_spawn(&child, words[0].c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (fault != 0) return false;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (steady_ms() > deadline) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string contents(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

bool can_speak() { return !on_path("espeak-ng").empty(); }

Audio speak(std::string_view text, const Voice& voice, Millis limit) {
  const auto engine = on_path("espeak-ng");
  if (engine.empty()) return {.error = "espeak-ng is not installed"};
  const WorkFolder folder;
  if (!folder) return {.error = "no place for temporary files"};
  const Millis deadline = steady_ms() + limit;
  const auto words = folder.file("text"), wave = folder.file("speech.wav"), mp3 = folder.file("speech.mp3");
  std::ofstream(words) << spoken(text);
  if (!run({engine, "-v", voice.name, "-s", std::to_string(voice.speed), "-w", wave, "--stdin"}, words, deadline))
    return {.error = "espeak-ng failed"};
  const auto packer = on_path("lame");
  if (!packer.empty() && run({packer, "--quiet", "-m", "m", "-b", "48", wave, mp3}, "", deadline))
    return {contents(mp3), "audio/mpeg", {}};
  return {contents(wave), "audio/wav", {}};
}

}  // namespace thon::channels
