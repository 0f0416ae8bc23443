// Graphs that say the same in different ways become the same network; what is outside the
// family is refused by name. What the numbers mean is shown with onnxruntime, in
// tests/exchange.
#include "trainer/exchange/onnx_import.h"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tests/trainer/onnx_graph_maker.h"

namespace digitpad {
namespace {

using Graph = testing::OnnxGraph;
using Names = std::vector<std::string>;

Status Read(Graph graph, std::optional<FoldedNetwork>* network, float full_ink = 1) {
  const std::string bytes = graph.Finish();
  return ReadOnnx({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()},
                  full_ink, network);
}

FoldedNetwork Imported(Graph graph, float full_ink = 1) {
  std::optional<FoldedNetwork> network;
  const Status status = Read(graph, &network, full_ink);
  EXPECT_TRUE(status.ok()) << status.message();
  if (!network) return Imported(Graph().Conv().Node("Relu").Head());
  return *network;
}

void ExpectSame(const FoldedNetwork& got, const FoldedNetwork& wanted) {
  EXPECT_EQ(FormatArchitecture(got.network.architecture()),
            FormatArchitecture(wanted.network.architecture()));
  ASSERT_EQ(got.parameters.size(), wanted.parameters.size());
  for (size_t i = 0; i < got.parameters.size(); ++i) {
    ASSERT_NEAR(got.parameters[i], wanted.parameters[i], 1e-4) << "parameter " << i;
  }
}

FoldedNetwork Plain() { return Imported(Graph().Conv().Node("Relu").Head()); }

TEST(OnnxImport, ReadsTheArchitecture) {
  EXPECT_EQ(FormatArchitecture(Plain().network.architecture()),
            "conv3x3x4 valid plain, maxpool2, dense3");
}

TEST(OnnxImport, WeightsGoWhereTheirOrderSays) {
  const FoldedNetwork plain = Plain();
  const LayerSlots& conv = plain.network.slots(0);
  // ONNX [out][in][h][w] at out 2, row 1, column 0 is element 2 * 9 + 3 = 21, 21 % 7 = 0.
  EXPECT_FLOAT_EQ(plain.parameters[conv.weights + (1 * 3 + 0) * 4 + 2], 0.5f);
  // Dense [out][c][h][w] at out 1, channel 3, row 2, column 5.
  const size_t element = ((1 * 4 + 3) * 13 + 2) * 13 + 5;
  const LayerSlots& dense = plain.network.slots(2);
  EXPECT_FLOAT_EQ(plain.parameters[dense.weights + ((2 * 13 + 5) * 4 + 3) * 3 + 1],
                  0.5f + 0.25f * static_cast<float>(element % 7));
}

TEST(OnnxImport, AReluMayFollowThePool) {
  Graph graph;
  graph.Conv().Node("MaxPool").Ints("kernel_shape", {2, 2}).Ints("strides", {2, 2});
  ExpectSame(Imported(graph.Node("Relu").Classify(13 * 13 * 4)), Plain());
}

TEST(OnnxImport, BatchNormIsFoldedAsSingleSteps) {
  Graph norm;
  norm.Conv();
  norm.Node("BatchNormalization",
            {norm.Constant("scale", {4}), norm.Constant("offset", {4}, 0.1f),
             norm.Constant("mean", {4}, -0.3f), norm.Constant("variance", {4}, 1.0f)});
  norm.graph()->mutable_node(1)->add_attribute()->set_name("epsilon");
  norm.graph()->mutable_node(1)->mutable_attribute(0)->set_f(0);

  Graph steps;
  steps.Conv();
  steps.Node("Sub", {steps.Constant("mean", {4, 1, 1}, -0.3f)});
  auto* root = steps.graph()->add_initializer();
  root->set_name("root");
  root->set_data_type(onnx::TensorProto::FLOAT);
  for (const int size : {1, 4, 1, 1}) root->add_dims(size);
  for (const float value : {1.0f, 1.25f, 1.5f, 1.75f}) {
    root->add_float_data(std::sqrt(value));
  }
  steps.Node("Div", {"root"});
  steps.Node("Mul", {steps.Constant("scale", {4, 1, 1})});
  steps.Node("Add", {steps.Constant("offset", {4, 1, 1}, 0.1f)});
  ExpectSame(Imported(norm.Node("Relu").Head()), Imported(steps.Node("Relu").Head()));
}

TEST(OnnxImport, TheInputMayHaveAnyLayout) {
  Graph last({28, 28, 1});
  last.Node("Transpose").Ints("perm", {0, 3, 1, 2});
  ExpectSame(Imported(last.Conv().Node("Relu").Head()), Plain());
  Graph flat({784});
  flat.Node("Reshape", {flat.Shape("shape", {-1, 1, 28, 28})});
  ExpectSame(Imported(flat.Conv().Node("Relu").Head()), Plain());
  Graph plane({28, 28});
  plane.Node("Unsqueeze", {plane.Shape("axes", {1})});
  ExpectSame(Imported(plane.Conv().Node("Relu").Head()), Plain());
}

TEST(OnnxImport, FullInkIsTakenIntoTheFirstWeights) {
  Graph scaled;
  scaled.Node("Div", {scaled.Constant("scale", {1}, 255)});
  ExpectSame(Imported(scaled.Conv().Node("Relu").Head(), 255), Plain());
  const FoldedNetwork wide = Imported(Graph().Conv().Node("Relu").Head(), 255);
  EXPECT_FLOAT_EQ(wide.parameters[0], 255 * Plain().parameters[0]);
}

TEST(OnnxImport, FlatteningKeepsTheOrderOfChannels) {
  Graph last;
  last.Conv().Node("Relu").Node("MaxPool").Ints("kernel_shape", {2, 2});
  last.Ints("strides", {2, 2}).Node("Transpose").Ints("perm", {0, 2, 3, 1});
  const FoldedNetwork network = Imported(last.Classify(13 * 13 * 4));
  const LayerSlots& dense = network.network.slots(2);
  // Dense [out][h][w][c], as ours: out 1, row 2, column 5, channel 3.
  const size_t place = (2 * 13 + 5) * 4 + 3;
  EXPECT_FLOAT_EQ(network.parameters[dense.weights + place * 3 + 1],
                  0.5f + 0.25f * static_cast<float>((13 * 13 * 4 + place) % 7));
}

TEST(OnnxImport, AveragesOverThePlaneAreOne) {
  const auto end = [](Graph graph) {
    return Imported(graph.Node("Flatten").Classify(4));
  };
  Graph global, pool, mean;
  global.Conv().Node("Relu").Node("GlobalAveragePool");
  pool.Conv().Node("Relu").Node("AveragePool").Ints("kernel_shape", {26, 26});
  mean.Conv().Node("Relu").Node("ReduceMean").Ints("axes", {-2, -1}).Int("keepdims", 0);
  ExpectSame(end(pool), end(global));
  ExpectSame(end(mean), end(global));
}

TEST(OnnxImport, AResidualIsAddedBeforeTheRelu) {
  Graph graph;
  graph.Conv().Node("Relu");
  const std::string residual = graph.last();
  graph.Conv("second", 4).Ints("pads", {1, 1, 1, 1}).Node("Add", {residual});
  EXPECT_EQ(
      FormatArchitecture(Imported(graph.Node("Relu").Head()).network.architecture()),
      "conv3x3x4 valid plain, conv3x3x4+1 pad1 plain, maxpool2, dense3");
}

void ExpectRefused(const std::string& part, Graph graph, float full_ink = 1) {
  std::optional<FoldedNetwork> network;
  const Status status = Read(graph, &network, full_ink);
  EXPECT_FALSE(status.ok()) << part;
  EXPECT_FALSE(network.has_value());
  EXPECT_NE(status.message().find(part), std::string::npos) << status.message();
}

TEST(OnnxImport, NamesWhatTheIntegerNetworkDoesNotHave) {
  ExpectRefused("LeakyRelu 'x2': not an operator",
                Graph().Conv().Node("LeakyRelu").Head());
  ExpectRefused("Conv 'x2': reads Conv 'x1', which has no Relu",
                Graph().Conv().Conv("second", 4).Node("Relu").Head());
  ExpectRefused("groups", Graph().Conv().Int("group", 4).Node("Relu").Head());
  ExpectRefused("dilations",
                Graph().Conv().Ints("dilations", {2, 2}).Node("Relu").Head());
  ExpectRefused("strides [1,2]",
                Graph().Conv().Ints("strides", {1, 2}).Node("Relu").Head());
  ExpectRefused("AveragePool 'x3': an average over less",
                Graph()
                    .Conv()
                    .Node("Relu")
                    .Node("AveragePool")
                    .Ints("kernel_shape", {2, 2})
                    .Classify(25 * 25 * 4));
  ExpectRefused("output 'x4'", Graph().Conv().Node("Relu").Node("Flatten").Node("Relu"));
  ExpectRefused("of shape [-1,3,32,32]", Graph({3, 32, 32}).Conv().Node("Relu").Head());
  ExpectRefused("weights for 4 channels, not 1",
                Graph().Conv("first", 4).Node("Relu").Head());
}

TEST(OnnxImport, RefusesWhatWouldNotBeTheSame) {
  Graph late;
  late.Conv().Node("Relu");
  ExpectRefused("Mul 'x3': not right after",
                late.Node("Mul", {late.Constant("scale", {4, 1, 1})}).Head());
  Graph shifted;
  ExpectRefused(
      "Sub 'x1': not right after",
      shifted.Node("Sub", {shifted.Constant("mean", {1})}).Conv().Node("Relu").Head());
  Graph by_column;
  by_column.Conv();
  ExpectRefused("Add 'x2': a constant that is not one number a channel",
                by_column.Node("Add", {by_column.Constant("row", {26})}).Head());
  Graph mixed;
  mixed.Conv().Node("Relu");
  ExpectRefused("mixes channels and places",
                mixed.Node("Reshape", {mixed.Shape("shape", {-1, 26, 26, 4})}).Head());
  Graph both;
  both.Conv();
  const std::string first = both.last();
  both.Node("Relu").Conv("second", 4).Ints("pads", {1, 1, 1, 1}).Node("Add", {first});
  ExpectRefused("one side must be a Conv", both.Node("Relu").Head());
  Graph negative;
  ExpectRefused("times 0 or less",
                negative.Node("Mul", {negative.Constant("minus", {1}, -1)})
                    .Conv()
                    .Node("Relu")
                    .Head());
}

TEST(OnnxImport, RefusesBadTensors) {
  Graph infinite;
  infinite.Conv().Node("Relu").Head();
  infinite.graph()->mutable_initializer(0)->set_float_data(
      3, std::numeric_limits<float>::quiet_NaN());
  ExpectRefused("Conv 'x1': a weight that is no finite number", infinite);
  Graph external;
  external.Conv().Node("Relu").Head();
  external.graph()->mutable_initializer(0)->set_data_location(
      onnx::TensorProto::EXTERNAL);
  ExpectRefused("tensor 'conv.w': its data lie in another file", external);
  Graph few;
  few.Conv().Node("Relu").Head();
  few.graph()->mutable_initializer(0)->clear_float_data();
  ExpectRefused("tensor 'conv.w': 0 numbers, not the 36", few);
  Graph far;  // a size that no int64 holds
  ExpectRefused("mixes channels and places",
                far.Conv()
                    .Node("Relu")
                    .Node("Reshape", {far.Constant("shape", {4}, 1e30f)})
                    .Head());
  Graph huge;
  huge.Conv().Node("Relu").Head();
  huge.graph()->mutable_initializer(0)->set_dims(0, int64_t{1} << 60);
  ExpectRefused("tensor 'conv.w': too large", huge);
}

}  // namespace
}  // namespace digitpad
