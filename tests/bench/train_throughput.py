"""Training throughput beside PyTorch's, in the same run.

Forward, backward and Adam on random images that lie ready in memory, both sides in turn,
each with its own process: images a second, the best of the rounds. PyTorch is Debian's
(python3-torch, OpenBLAS), channels_last, in float32.

Usage: train_throughput.py PROGRAM [--nets ABC] [--batches 64,256] [--threads 2]
                           [--rounds 5] [--seconds 4]
PROGRAM is build/native/digitpad_train_throughput. Prints a line of JSON for each net and
batch.
"""

import argparse
import json
import subprocess
import sys
import time

# The networks of the field's usual comparisons: Keras' MNIST example, a LeNet, and a small
# one with strides. 28x28x1 in, 10 classes, biases, no batch norm.
NETS = {
    "A": "conv3x3x32 valid plain, conv3x3x64 valid plain, maxpool2, dense128, dense",
    "B": "conv5x5x32 plain, maxpool2, conv5x5x64 plain, maxpool2, dense128, dense",
    "C": "conv3x3x16 plain, conv3x3x32/2 plain, conv3x3x32 plain, conv3x3x64/2 plain, "
    "conv3x3x64 plain, gap, dense",
}


def torch_layers(name, nn):
    def conv(inputs, outputs, kernel, stride=1, padding="same"):
        pad = kernel // 2 if padding == "same" else 0
        return [nn.Conv2d(inputs, outputs, kernel, stride, pad), nn.ReLU()]

    def dense(inputs):
        return [nn.Flatten(), nn.Linear(inputs, 128), nn.ReLU(), nn.Linear(128, 10)]

    if name == "A":
        return [
            *conv(1, 32, 3, padding="valid"),
            *conv(32, 64, 3, padding="valid"),
            nn.MaxPool2d(2),
            *dense(64 * 12 * 12),
        ]
    if name == "B":
        return [
            *conv(1, 32, 5),
            nn.MaxPool2d(2),
            *conv(32, 64, 5),
            nn.MaxPool2d(2),
            *dense(64 * 7 * 7),
        ]
    return [
        *conv(1, 16, 3),
        *conv(16, 32, 3, stride=2),
        *conv(32, 32, 3),
        *conv(32, 64, 3, stride=2),
        *conv(64, 64, 3),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, 10),
    ]


def run_torch(name, batch, threads, seconds):
    """The PyTorch side, in a process of its own: images a second."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    net = torch.nn.Sequential(*torch_layers(name, torch.nn))
    net = net.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    loss_of = torch.nn.CrossEntropyLoss()
    images = torch.rand(4096, 1, 28, 28).to(memory_format=torch.channels_last)
    labels = torch.randint(0, 10, (4096,))

    def step(number):
        first = number * batch % (4096 - batch + 1)
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(net(images[first : first + batch]), labels[first : first + batch])
        loss.backward()
        optimizer.step()

    for number in range(3):
        step(number)
    # Debian's PyTorch takes whatever BLAS there is; the reference one is several times slower.
    with open("/proc/self/maps") as maps:
        if "openblas" not in maps.read():
            sys.exit("train_throughput: PyTorch runs without OpenBLAS here")
    start = time.perf_counter()
    done = 0
    while time.perf_counter() - start < seconds:
        step(done)
        done += 1
    return done * batch / (time.perf_counter() - start)


def measure(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return float(done.stdout)


def compare(program, name, batch, options):
    ours, torch = [], []
    common = [str(options.threads), str(options.seconds)]
    for _ in range(options.rounds):
        ours.append(measure([program, NETS[name], "1", "10", str(batch), *common]))
        torch.append(
            measure([sys.executable, __file__, "--torch", name, str(batch), *common])
        )
    return {
        "net": name,
        "batch": batch,
        "threads": options.threads,
        "ours": round(max(ours)),
        "pytorch": round(max(torch)),
        "ratio": round(max(ours) / max(torch), 2),
        "rounds": [[round(a), round(b)] for a, b in zip(ours, torch)],
    }


def main():
    if len(sys.argv) == 6 and sys.argv[1] == "--torch":
        _, _, name, batch, threads, seconds = sys.argv
        print(run_torch(name, int(batch), int(threads), float(seconds)))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program", help="build/native/digitpad_train_throughput")
    parser.add_argument("--nets", default="C", help="of A, B and C (default: C)")
    parser.add_argument("--batches", default="64", help="as 64,256 (default: 64)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    for name in options.nets:
        for batch in options.batches.split(","):
            print(json.dumps(compare(options.program, name, int(batch), options)), flush=True)


if __name__ == "__main__":
    main()
