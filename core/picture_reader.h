// PictureReader: a picture of any size in, the numbers on it out, a small piece of work
// at a time so that a page stays alive. Borrows a Recognizer, which must outlive it and
// which nothing else may use between Start and the last Step. Not thread-safe.
//
// Grey picture -> ink strength -> ruling removed -> strokes mended -> components ->
// numbers -> glyphs -> network -> Results.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/base/status.h"
#include "core/picture/components.h"
#include "core/picture/ink_strength.h"
#include "core/picture/number_groups.h"
#include "core/picture/ruling.h"
#include "core/picture/stroke_mender.h"
#include "core/picture_number.h"
#include "core/recognizer.h"
#include "core/symbol_picture.h"

namespace digitpad {

class PictureReader {
 public:
  explicit PictureReader(Recognizer& recognizer)
      : recognizer_(recognizer), number_(recognizer) {}

  // Copies what it needs; earlier results go. Rules hold for each number; `decimal` is
  // not among them: signs on paper are like specks. Invalid, with nothing left to do, for
  // a picture of no size, one beyond the limits of gray_picture.h, and what ValidateRules
  // refuses.
  Status Start(const GrayView& picture, const NumberRules& rules = {});

  // Does a little work, a few milliseconds or one number. True while there is more.
  bool Step();
  int progress() const { return progress_; }  // 0..100

  // Once Step was false: one for each number, line by line from the top, each line from
  // the left; boxes in pixels of the picture, strokes empty. None for a picture of
  // nothing.
  const std::vector<Result>& results() const { return results_; }

  // All of the picture's ink as one symbol; cleared where there is no ink. The same
  // errors as Start.
  Status ReadSingle(const GrayView& picture, Result* result);

 private:
  enum class Stage { kStrength, kRuling, kMend, kComponents, kNumbers, kDone };

  // What the ink alone says of a result, whatever the rules are.
  struct Found {
    PixelBox box;
    bool is_low = false;
    bool is_sure = false;
    int confidence = 0;
  };

  void ReadNumber(const NumberGroup& group);
  bool IsCutOff(const PixelBox& box) const;
  void DivideByCells();
  void FindInkAtEdge();
  bool IsLow(const NumberGroup& group) const;
  bool IsRulingLeft(const NumberGroup& group, const Result& number) const;
  bool MayBeOf(const PixelBox& number, const PixelBox& ink) const;
  void DropLowScraps();
  void DoubtNeighbors();

  Recognizer& recognizer_;
  NumberRules rules_;
  Stage stage_ = Stage::kDone;
  int progress_ = 0;
  int factor_ = 1;  // picture pixels to one of ours
  InkStrength ink_;
  RulingRemover ruling_;
  StrokeMender mender_;
  ComponentFinder finder_;
  std::vector<Component> components_;
  std::vector<NumberGroup> groups_;
  size_t next_group_ = 0;
  int highest_ = 0;           // of the groups
  std::vector<Found> found_;  // of each result
  // Groups that are no results, or no certain ones; ink of no group at the picture's
  // edge.
  std::vector<PixelBox> unread_;
  PictureNumber number_;
  SymbolPicture symbol_;
  std::vector<Result> results_;
};

}  // namespace digitpad
