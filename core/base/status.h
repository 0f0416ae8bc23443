// Status: what a fallible function returns. Part of the lowest layer; owns its message; a
// value type, safe to copy between threads. Data from outside that breaks a rule yields
// kInvalid with a message naming the place; programmer errors are asserts, not statuses.
#pragma once

#include <string>
#include <utility>

namespace digitpad {

enum class StatusCode {
  kOk,
  kInvalid,      // the input breaks its format, or a limit
  kUnsupported,  // the input is well formed, but this build cannot use it
};

class [[nodiscard]] Status {
 public:
  Status() = default;
  static Status Ok() { return Status(); }
  static Status Invalid(std::string message) {
    return Status(StatusCode::kInvalid, std::move(message));
  }
  static Status Unsupported(std::string message) {
    return Status(StatusCode::kUnsupported, std::move(message));
  }

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // The same status with "prefix: " before its message; an ok status stays as it is.
  Status WithPrefix(const std::string& prefix) const {
    return ok() ? *this : Status(code_, prefix + ": " + message_);
  }

 private:
  Status(StatusCode code, std::string message)
      : code_(code), message_(std::move(message)) {}

  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

}  // namespace digitpad

// Leaves the calling function with the status where it is an error.
#define DIGITPAD_RETURN_IF_ERROR(expression)                                      \
  do {                                                                            \
    if (::digitpad::Status status_ = (expression); !status_.ok()) return status_; \
  } while (0)
