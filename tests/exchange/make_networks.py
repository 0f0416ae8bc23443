"""Writes pytorch.onnx and keras.onnx, small networks that onnx.test.mjs imports: what
PyTorch exports, and the same kind in the layout of Keras (as tf2onnx writes it: channels
last, `same` padding at stride 2, batch norm as nodes of its own).

    /usr/bin/python3 tests/exchange/make_networks.py FOLDER_OF_MNIST [FOLDER_TO_WRITE]

Needs Debian's python3-torch and python3-onnx, and some minutes.
"""

import gzip
import pathlib
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

EPOCHS = 4
BATCH = 64


def load(folder, name, header):
    with gzip.open(folder / f"{name}.gz") as file:
        return np.frombuffer(file.read()[header:], np.uint8)


class PyTorchNetwork(nn.Module):
    """A residual, padding on both sides at stride 2, and a view whose shape is computed."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 8, 5, padding=2)
        self.norm = nn.BatchNorm2d(8)
        self.second = nn.Conv2d(8, 12, 3, stride=2, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(12)
        self.third = nn.Conv2d(12, 12, 3, padding=1)
        self.dropout = nn.Dropout(0.2)
        self.dense = nn.Linear(12 * 7 * 7, 10)

    def forward(self, x):
        x = functional.relu(functional.max_pool2d(self.norm(self.first(x)), 2))
        x = functional.relu(self.second_norm(self.second(x)))
        x = functional.relu(self.third(x) + x)
        x = self.dropout(x.view(x.size(0), -1))
        return functional.log_softmax(self.dense(x), dim=1)


class KerasNetwork(nn.Module):
    """Two convolutions of stride 2 with Keras' `same` padding; write_keras has its graph."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 8, 3, stride=2)
        self.norm = nn.BatchNorm2d(8, eps=1e-3)
        self.second = nn.Conv2d(8, 16, 3, stride=2)
        self.hidden = nn.Linear(16 * 7 * 7, 16)
        self.dense = nn.Linear(16, 10)

    def forward(self, x):
        pad = (0, 1, 0, 1)  # of 28 and of 14, the odd pixel at the end
        x = functional.relu(self.norm(self.first(functional.pad(x, pad))))
        x = functional.relu(self.second(functional.pad(x, pad)))
        x = x.permute(0, 2, 3, 1).flatten(1)
        x = functional.relu(self.hidden(x))
        return functional.log_softmax(self.dense(x), dim=1)


def train(network, pictures, labels):
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-3)
    steps = EPOCHS * (len(labels) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(labels))
        for first in range(0, len(labels) - BATCH + 1, BATCH):
            batch = order[first : first + BATCH]
            optimizer.zero_grad()
            functional.nll_loss(network(pictures[batch]), labels[batch]).backward()
            optimizer.step()
            schedule.step()
    network.eval()


def write_pytorch(network, path):
    torch.onnx.export(
        network,
        torch.zeros(1, 1, 28, 28),
        str(path),
        input_names=["image"],
        output_names=["log_probabilities"],
        dynamic_axes={"image": {0: "batch"}, "log_probabilities": {0: "batch"}},
    )


def write_keras(network, path):
    def constant(name, tensor):
        initializers.append(numpy_helper.from_array(tensor.detach().numpy().copy(), name))
        return name

    def node(op, inputs, output, **attributes):
        nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))
        return output

    def convolution(layer, name, x):
        weights = constant(f"{name}/kernel", layer.weight)
        bias = constant(f"{name}/bias", layer.bias)
        window = {"kernel_shape": [3, 3], "strides": [2, 2], "dilations": [1, 1]}
        return node("Conv", [x, weights, bias], name, pads=[0, 0, 1, 1], group=1, **window)

    def dense(layer, name, x):
        product = node("MatMul", [x, constant(f"{name}/kernel", layer.weight.T)], f"{name}/MatMul")
        return node("Add", [product, constant(f"{name}/bias", layer.bias)], f"{name}/BiasAdd")

    nodes, initializers = [], []
    x = node("Transpose", ["image"], "nchw", perm=[0, 3, 1, 2])
    x = convolution(network.first, "conv2d", x)
    norm = network.norm
    parts = {"gamma": norm.weight, "beta": norm.bias, "mean": norm.running_mean, "variance": norm.running_var}
    numbers = [constant(f"batch_norm/{name}", tensor) for name, tensor in parts.items()]
    x = node("BatchNormalization", [x, *numbers], "batch_norm", epsilon=norm.eps)
    x = node("Relu", [x], "relu")
    x = node("Relu", [convolution(network.second, "conv2d_1", x)], "relu_1")
    x = node("Transpose", [x], "nhwc", perm=[0, 2, 3, 1])
    x = node("Reshape", [x, constant("flat", torch.tensor([-1, 16 * 7 * 7]))], "flatten")
    x = node("Relu", [dense(network.hidden, "dense", x)], "relu_2")
    x = dense(network.dense, "dense_1", x)
    node("Softmax", [x], "probabilities", axis=-1)
    graph = helper.make_graph(
        nodes,
        "keras",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 28, 28, 1])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 10])],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def main():
    mnist = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parent
    pictures = torch.tensor(load(mnist, "train-images-idx3-ubyte", 16)).view(-1, 1, 28, 28) / 255
    labels = torch.tensor(load(mnist, "train-labels-idx1-ubyte", 8)).long()
    for kind, write, name in [
        (PyTorchNetwork, write_pytorch, "pytorch.onnx"),
        (KerasNetwork, write_keras, "keras.onnx"),
    ]:
        torch.manual_seed(1)
        network = kind()
        train(network, pictures[:55000], labels[:55000])
        write(network, out / name)
        with torch.no_grad():
            right = (network(pictures[55000:]).argmax(1) == labels[55000:]).sum().item()
        print(f"{name}: {right} of 5000 held out right")


if __name__ == "__main__":
    main()
