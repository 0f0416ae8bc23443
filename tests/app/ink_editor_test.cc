#include "wasm/app/ink_editor.h"

#include <gtest/gtest.h>

#include <limits>

namespace digitpad {
namespace {

void DrawStroke(InkEditor* editor, float x) {
  editor->BeginStroke({x, 0});
  editor->AddPoint({x, 10});
  editor->EndStroke();
}

TEST(InkEditor, StrokeHoldsItsPointsInOrder) {
  InkEditor editor;
  EXPECT_TRUE(editor.BeginStroke({1, 2, 0, 0.5f}));
  EXPECT_TRUE(editor.drawing());
  EXPECT_TRUE(editor.AddPoint({3, 4, 10, 0.6f}));
  EXPECT_EQ(editor.finished_strokes(), 0);
  EXPECT_TRUE(editor.EndStroke());
  ASSERT_EQ(editor.ink().size(), 1u);
  ASSERT_EQ(editor.ink()[0].size(), 2u);
  EXPECT_EQ(editor.ink()[0][1].x, 3);
  EXPECT_EQ(editor.ink()[0][1].pressure, 0.6f);
  EXPECT_EQ(editor.finished_strokes(), 1);
}

TEST(InkEditor, AStrokeIsOfOnePointer) {
  InkEditor editor;
  editor.BeginStroke({1, 2, 0, 0.5f, PointerKind::kPen});
  editor.AddPoint({3, 4});
  EXPECT_EQ(editor.ink()[0][1].pointer, PointerKind::kPen);
}

TEST(InkEditor, WhatWasSaidHoldsUntilTheInkChangesAndComesBackWithIt) {
  const ByHand said = {{"4", "2"}, false};
  InkEditor editor;
  DrawStroke(&editor, 1);
  EXPECT_TRUE(editor.SetByHand(said));
  EXPECT_FALSE(editor.SetByHand(said));
  editor.BeginStroke({50, 0});
  EXPECT_TRUE(editor.by_hand().empty());
  editor.CancelStroke();
  EXPECT_EQ(editor.by_hand(), said);
  Box gone;
  editor.BeginErasing();
  EXPECT_FALSE(editor.Erase({90, 0}, {90, 10}, 1, &gone));
  EXPECT_EQ(editor.by_hand(), said);
  EXPECT_TRUE(editor.Erase({0, 5}, {2, 5}, 1, &gone));
  EXPECT_TRUE(editor.by_hand().empty());
  editor.CancelErasing();
  EXPECT_EQ(editor.by_hand(), said);
  EXPECT_TRUE(editor.Clear());
  EXPECT_TRUE(editor.by_hand().empty());
  EXPECT_TRUE(editor.Undo());
  EXPECT_EQ(editor.by_hand(), said);
  EXPECT_TRUE(editor.Undo());
  EXPECT_TRUE(editor.by_hand().empty());
  EXPECT_EQ(editor.ink().size(), 1u);
  EXPECT_TRUE(editor.Redo());
  EXPECT_EQ(editor.by_hand(), said);
}

TEST(InkEditor, IgnoresPointsWhileThePenIsUp) {
  InkEditor editor;
  EXPECT_FALSE(editor.AddPoint({1, 1}));
  EXPECT_FALSE(editor.EndStroke());
  EXPECT_FALSE(editor.CancelStroke());
  EXPECT_TRUE(editor.ink().empty());
}

TEST(InkEditor, DropsAPointThatStaysWhereItWas) {
  InkEditor editor;
  editor.BeginStroke({1, 1});
  EXPECT_FALSE(editor.AddPoint({1, 1}));
  EXPECT_EQ(editor.ink()[0].size(), 1u);
}

TEST(InkEditor, RefusesPointsThatAreNotFiniteOrTooFar) {
  InkEditor editor;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(editor.BeginStroke({nan, 0}));
  EXPECT_FALSE(editor.BeginStroke({0, 2e6f}));
  EXPECT_TRUE(editor.BeginStroke({0, 0}));
  EXPECT_FALSE(editor.AddPoint({0, -std::numeric_limits<float>::infinity()}));
  EXPECT_TRUE(ValidateInk(editor.ink()).ok());
}

TEST(InkEditor, StaysWithinTheLimitsOfInk) {
  InkEditor strokes;
  for (int i = 0; i < kMaxStrokes + 10; ++i) DrawStroke(&strokes, static_cast<float>(i));
  EXPECT_EQ(strokes.ink().size(), static_cast<size_t>(kMaxStrokes));
  EXPECT_TRUE(ValidateInk(strokes.ink()).ok());

  InkEditor points;
  points.BeginStroke({0, 0});
  for (int i = 1; i < kMaxPoints + 10; ++i) points.AddPoint({static_cast<float>(i), 0});
  points.EndStroke();
  EXPECT_FALSE(points.BeginStroke({0, 5}));
  EXPECT_TRUE(ValidateInk(points.ink()).ok());
  // Room that undo gives back can be used again.
  points.Undo();
  EXPECT_TRUE(points.BeginStroke({0, 5}));
}

TEST(InkEditor, UndoAndRedoWalkThroughTheStrokes) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  DrawStroke(&editor, 2);
  EXPECT_TRUE(editor.Undo());
  ASSERT_EQ(editor.ink().size(), 1u);
  EXPECT_EQ(editor.ink()[0][0].x, 1);
  EXPECT_TRUE(editor.Undo());
  EXPECT_TRUE(editor.ink().empty());
  EXPECT_FALSE(editor.Undo());
  EXPECT_TRUE(editor.Redo());
  EXPECT_TRUE(editor.Redo());
  EXPECT_FALSE(editor.Redo());
  ASSERT_EQ(editor.ink().size(), 2u);
  EXPECT_EQ(editor.ink()[1][0].x, 2);
}

TEST(InkEditor, ANewStrokeEmptiesTheRedoList) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  editor.Undo();
  EXPECT_TRUE(editor.can_redo());
  DrawStroke(&editor, 2);
  EXPECT_FALSE(editor.can_redo());
}

TEST(InkEditor, ClearCanBeUndoneAndDoneAgain) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  DrawStroke(&editor, 2);
  EXPECT_TRUE(editor.Clear());
  EXPECT_TRUE(editor.ink().empty());
  EXPECT_FALSE(editor.Clear());
  EXPECT_TRUE(editor.Undo());
  EXPECT_EQ(editor.ink().size(), 2u);
  EXPECT_TRUE(editor.Redo());
  EXPECT_TRUE(editor.ink().empty());
  EXPECT_TRUE(editor.Undo());
  EXPECT_TRUE(editor.Undo());
  EXPECT_EQ(editor.ink().size(), 1u);
}

TEST(InkEditor, ResetLeavesNothingToUndo) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  editor.Clear();
  EXPECT_TRUE(editor.Reset());
  EXPECT_FALSE(editor.can_undo());
  EXPECT_FALSE(editor.can_redo());
  EXPECT_FALSE(editor.Reset());
}

TEST(InkEditor, ACancelledStrokeHasNeverBeen) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  editor.BeginStroke({5, 5});
  EXPECT_TRUE(editor.CancelStroke());
  EXPECT_EQ(editor.ink().size(), 1u);
  EXPECT_TRUE(editor.Undo());
  EXPECT_TRUE(editor.ink().empty());
}

TEST(InkEditor, ACancelledStrokeLeavesWhatCanBeDoneAgain) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  editor.Undo();
  editor.BeginStroke({5, 5});
  EXPECT_FALSE(editor.can_redo());
  editor.CancelStroke();
  ASSERT_TRUE(editor.Redo());
  EXPECT_EQ(editor.ink()[0][0].x, 1);
}

TEST(InkEditor, AnotherInkTakesThePlaceOfThisOneAndUndoBringsItBack) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  EXPECT_TRUE(editor.Replace({{{7, 7}}, {}, {{8, 8}}}));
  ASSERT_EQ(editor.ink().size(), 2u);  // without the stroke of no points
  EXPECT_EQ(editor.ink()[1][0].x, 8);
  bool replaced = false;
  EXPECT_TRUE(editor.Undo(&replaced));
  EXPECT_TRUE(replaced);
  ASSERT_EQ(editor.ink().size(), 1u);
  EXPECT_EQ(editor.ink()[0][0].x, 1);
  EXPECT_TRUE(editor.Undo(&replaced));
  EXPECT_FALSE(replaced);
  EXPECT_TRUE(editor.Redo());
  EXPECT_TRUE(editor.Redo());
  EXPECT_EQ(editor.ink().size(), 2u);
  // On an empty drawing, too; but not nothing for nothing.
  InkEditor empty;
  EXPECT_FALSE(empty.Replace({}));
  EXPECT_TRUE(empty.Replace({{{7, 7}}}));
  EXPECT_TRUE(empty.Undo());
  EXPECT_TRUE(empty.ink().empty());
}

TEST(InkEditor, InkThatComesBackBringsItsCells) {
  const auto draw = [](InkEditor* editor, float width) {
    editor->BeginStroke({1, 1}, {0, 0, width, 1});
    editor->EndStroke();
  };
  InkEditor editor;
  draw(&editor, 10);
  draw(&editor, 99);  // not the first stroke
  EXPECT_EQ(editor.cells().w, 10);
  editor.Clear();
  draw(&editor, 20);
  Box gone;
  editor.BeginErasing();
  editor.Erase({1, 1}, {1, 1}, 1, &gone);
  editor.EndErasing();
  draw(&editor, 30);
  editor.Replace({{{1, 1}}}, {0, 0, 40, 1});
  EXPECT_EQ(editor.cells().w, 40);
  std::vector<float> widths;
  while (editor.Undo()) {
    if (!editor.ink().empty()) widths.push_back(editor.cells().w);
  }
  EXPECT_EQ(widths, (std::vector<float>{30, 20, 10, 10}));
  widths.clear();
  while (editor.Redo()) {
    if (!editor.ink().empty()) widths.push_back(editor.cells().w);
  }
  EXPECT_EQ(widths, (std::vector<float>{10, 10, 20, 30, 40}));
  editor.Clear();
  editor.BeginStroke({1, 1}, {0, 0, 50, 1});
  editor.CancelStroke();
  editor.Undo();
  EXPECT_EQ(editor.cells().w, 40);
}

TEST(InkEditor, TheEraserTakesWholeStrokesAndOneUndoBringsThemBack) {
  InkEditor editor;
  for (const float x : {0.0f, 20.0f, 40.0f, 60.0f}) DrawStroke(&editor, x);
  Box gone;
  editor.BeginErasing();
  EXPECT_FALSE(editor.Erase({-10, 5}, {-4, 5}, 3, &gone));  // comes close to none
  EXPECT_TRUE(editor.Erase({-4, 5}, {-3, 5}, 3, &gone));
  EXPECT_EQ(gone.x, 0);
  // Over two strokes from one event to the next.
  EXPECT_TRUE(editor.Erase({-3, 5}, {50, 5}, 3, &gone));
  EXPECT_EQ(gone.x, 20);
  EXPECT_EQ(gone.w, 20);
  ASSERT_EQ(editor.ink().size(), 1u);
  EXPECT_EQ(editor.ink()[0][0].x, 60);
  EXPECT_TRUE(editor.EndErasing());
  EXPECT_FALSE(editor.can_redo());
  EXPECT_TRUE(editor.Undo());
  ASSERT_EQ(editor.ink().size(), 4u);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(editor.ink()[i][0].x, 20 * static_cast<float>(i));
  }
  EXPECT_TRUE(editor.Redo());
  EXPECT_EQ(editor.ink().size(), 1u);
}

TEST(InkEditor, AnEraserThatTouchesNothingLeavesNoTrace) {
  InkEditor editor;
  DrawStroke(&editor, 1);
  editor.Undo();
  Box gone;
  editor.BeginErasing();
  EXPECT_FALSE(editor.Erase({1, 0}, {1, 10}, 5, &gone));
  EXPECT_FALSE(editor.EndErasing());
  EXPECT_FALSE(editor.can_undo());
  EXPECT_TRUE(editor.can_redo());
}

TEST(InkEditor, ACancelledEraserBringsAllBack) {
  InkEditor editor;
  for (const float x : {0.0f, 20.0f}) DrawStroke(&editor, x);
  Box gone;
  editor.BeginErasing();
  EXPECT_TRUE(editor.Erase({0, 5}, {0, 5}, 1, &gone));
  EXPECT_TRUE(editor.Erase({20, 5}, {20, 5}, 1, &gone));
  EXPECT_TRUE(editor.ink().empty());
  EXPECT_TRUE(editor.CancelErasing());
  EXPECT_EQ(editor.ink().size(), 2u);
  EXPECT_TRUE(editor.Undo());
  EXPECT_EQ(editor.ink().size(), 1u);  // a stroke, no erasing
}

TEST(InkEditor, RoomThatTheEraserGivesBackCanBeUsedAgain) {
  InkEditor editor;
  editor.BeginStroke({0, 0});
  for (int i = 1; i < kMaxPoints; ++i) editor.AddPoint({static_cast<float>(i), 0});
  editor.EndStroke();
  ASSERT_FALSE(editor.BeginStroke({0, 5}));
  Box gone;
  editor.BeginErasing();
  editor.Erase({0, 0}, {0, 0}, 1, &gone);
  editor.EndErasing();
  EXPECT_TRUE(editor.BeginStroke({0, 5}));
}

TEST(InkEditor, ForgetsTheOldestOfTooManyEdits) {
  InkEditor editor;
  constexpr int kRounds = static_cast<int>(InkEditor::kMaxEdits);
  for (int i = 0; i < kRounds; ++i) {
    DrawStroke(&editor, static_cast<float>(i));
    editor.Clear();
  }
  size_t undone = 0;
  while (editor.Undo()) ++undone;
  EXPECT_EQ(undone, InkEditor::kMaxEdits);
  EXPECT_TRUE(ValidateInk(editor.ink()).ok());
  while (editor.Redo()) --undone;
  EXPECT_EQ(undone, 0u);
}

TEST(InkEditor, ForgetsTheOldestOfTooManyPoints) {
  InkEditor editor;
  for (int round = 0; round < 8; ++round) {
    editor.BeginStroke({0, 0});
    for (int i = 1; i < kMaxPoints; ++i) editor.AddPoint({static_cast<float>(i), 0});
    editor.EndStroke();
    editor.Clear();
  }
  size_t points = 0;
  int undone = 0;
  for (; editor.Undo(); ++undone) {
    if (!editor.ink().empty()) points += editor.ink()[0].size();
  }
  EXPECT_EQ(points, InkEditor::kMaxUndoPoints);
  EXPECT_EQ(undone, 10);  // five strokes, each cleared
}

}  // namespace
}  // namespace digitpad
