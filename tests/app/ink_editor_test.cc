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

TEST(InkEditor, IgnoresPointsWhileThePenIsUp) {
  InkEditor editor;
  EXPECT_FALSE(editor.AddPoint({1, 1}));
  EXPECT_FALSE(editor.EndStroke());
  EXPECT_FALSE(editor.CancelStroke());
  EXPECT_TRUE(editor.ink().empty());
}

TEST(InkEditor, CountsTheClearingsThatCanBeUndone) {
  InkEditor editor;
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(editor.clearings(), round);
    DrawStroke(&editor, 5);
    EXPECT_EQ(editor.clearings(), round);
    ASSERT_TRUE(editor.Clear());
  }
  ASSERT_TRUE(editor.Undo());
  ASSERT_TRUE(editor.Undo());
  EXPECT_EQ(editor.clearings(), 2);
  ASSERT_TRUE(editor.Undo());
  EXPECT_EQ(editor.clearings(), 1);
  ASSERT_TRUE(editor.Redo());
  EXPECT_EQ(editor.clearings(), 2);
  ASSERT_TRUE(editor.Reset());
  EXPECT_EQ(editor.clearings(), 0);
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

}  // namespace
}  // namespace digitpad
