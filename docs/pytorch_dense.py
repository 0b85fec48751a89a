"""Times the forward pass of a weight-sparse model as dense matrices in PyTorch.

    python3 pytorch_dense.py MODEL [--sequences N] [--cpu-sequences N] [--runs N] [--device cuda|cpu]

MODEL is a folder with beeg_config.json and final_model.pt, or with config.json and model.safetensors. The work is that
of `circuit-explorer cuda-check`: N sequences of the model's full length, tokens 0, 1, 2, ... in order, the logits of
the last token of each. Every weight takes part, zero or not; AbsTopK is made of torch.topk; TensorFloat-32 stays off.

Prints one line of JSON: the median in milliseconds for float32 and for bfloat16, and one sequence's logits in float32.
Without PyTorch, or for a model that it cannot run, it says why in one sentence and ends with exit code 3.
"""

import argparse
import json
import math
import pathlib
import statistics
import struct
import sys
import time


def give_up(sentence):
    print(sentence, file=sys.stderr)
    sys.exit(3)


try:
    import torch
    from torch.nn import functional
except ImportError:
    give_up("PyTorch is not installed for this Python")

DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "F64": torch.float64}


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] not in DTYPES:
            continue
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(data[begin:end], dtype=DTYPES[entry["dtype"]]) if end > begin else torch.empty(0)
        tensors[name.removeprefix("circuit_model.")] = flat.reshape(entry["shape"])
    return tensors


def read_model(folder):
    for config, weights in (("beeg_config.json", "final_model.pt"), ("config.json", "model.safetensors")):
        if (folder / config).is_file() and (folder / weights).is_file():
            settings = json.loads((folder / config).read_text())
            path = folder / weights
            if weights.endswith(".pt"):
                return settings, torch.load(path, map_location="cpu", weights_only=True)
            return settings, read_safetensors(path)
    give_up(f"{folder}: expected beeg_config.json and final_model.pt, or config.json and model.safetensors")


class Dense(torch.nn.Module):
    """The model of docs/architecture.md, a matrix product for each linear layer."""

    def __init__(self, config, tensors):
        super().__init__()
        self.config = config
        self.heads = config["n_head"]
        self.places = set((config.get("afrac_loctypes") or "").split(",")) if config.get("afrac") else set()
        for name, value in tensors.items():
            self.register_buffer(name.removeprefix("transformer.").replace(".", "_"), value.to(torch.float32))

    def get(self, name):
        return getattr(self, name.replace(".", "_"), None)

    def linear(self, name, x):
        return functional.linear(x, self.get(name + ".weight"), self.get(name + ".bias"))

    def norm(self, name, x):
        weight, bias = self.get(name + ".weight"), self.get(name + ".bias")
        if not self.config.get("rms_norm"):
            return functional.layer_norm(x, x.shape[-1:], weight, bias, 1e-5)
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + torch.finfo(x.dtype).eps) * weight

    def abs_top_k(self, place, x):
        if place not in self.places:
            return x
        kept = x.abs().topk(int(self.config["afrac"] * x.shape[-1]), dim=-1, sorted=False).indices
        return torch.zeros_like(x).scatter_(-1, kept, x.gather(-1, kept))

    def read(self, place, layer, number, x, positions):
        normed = self.norm(f"{layer}.ln_{number}", x)
        if positions is not None:
            own = self.norm(f"{layer}.ln_p{number}", positions).expand(*x.shape[:-1], -1)
            normed = torch.cat((normed, own), dim=-1)
        return self.abs_top_k(place, normed)

    def attention(self, layer, x):
        batch, tokens, _ = x.shape
        parts = self.linear(f"{layer}.attn.c_attn", x).chunk(3, dim=-1)
        q, k, v = (
            self.abs_top_k(f"attn_{name}", part).view(batch, tokens, self.heads, -1).transpose(1, 2)
            for name, part in zip("qkv", parts)
        )
        logits = (q @ k.transpose(-1, -2)) / math.sqrt(q.shape[-1])
        later = torch.ones(tokens, tokens, dtype=torch.bool, device=x.device).triu(1)
        logits = logits.masked_fill(later, -math.inf)
        sink = self.get(f"{layer}.attn.attn_imp.sink_logit")
        if sink is not None:
            logits = torch.cat((logits, sink.view(1, -1, 1, 1).expand(batch, -1, tokens, 1)), dim=-1)
        y = logits.softmax(-1)[..., :tokens] @ v
        return self.abs_top_k("attn_out", self.linear(f"{layer}.attn.c_proj", y.transpose(1, 2).flatten(2)))

    def mlp(self, layer, x):
        act = functional.relu if self.config.get("activation_type") == "relu" else functional.gelu
        neurons = self.abs_top_k("mlp_neuron", act(self.linear(f"{layer}.mlp.c_fc", x)))
        return self.abs_top_k("mlp_out", self.linear(f"{layer}.mlp.c_proj", neurons))

    def forward(self, tokens):
        stream = functional.embedding(tokens, self.get("wte.weight"))
        positions = self.get("wpe.weight")
        if positions is not None:
            positions = positions[: tokens.shape[1]]
            if not self.config.get("d_pos_emb"):
                stream, positions = stream + positions, None
        after = functional.relu if self.config.get("residual_activation_type") == "relu" else lambda x: x
        for n in range(self.config["n_layer"]):
            layer = f"h.{n}"
            delta = self.attention(layer, self.read("attn_in", layer, 1, stream, positions))
            stream = self.abs_top_k("resid_post_attn", after(stream + delta))
            delta = self.mlp(layer, self.read("mlp_in", layer, 2, stream, positions))
            stream = self.abs_top_k("resid_post_mlp", after(stream + delta))
        last = self.norm("ln_f", stream[:, -1])
        unembedding = self.get("wte.weight") if self.config.get("tied_unembed") else self.get("lm_head.weight")
        logits = functional.linear(last, unembedding, self.get("final_logits_bias"))
        bigram = self.get("bigram_table") if self.config.get("enable_bigram_table") else None
        return logits if bigram is None else logits + bigram[tokens[:, -1]]


def median(model, tokens, runs):
    """Milliseconds of a pass; on the processor one warm-up, on a GPU three, which choose its kernels."""
    on_gpu = tokens.is_cuda
    times = []
    for run in range(runs + (3 if on_gpu else 1)):
        start = time.perf_counter()
        model(tokens)
        if on_gpu:
            torch.cuda.synchronize()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[-runs:])


@torch.no_grad()
def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("model", type=pathlib.Path)
    arguments.add_argument("--sequences", type=int, default=128)
    arguments.add_argument("--cpu-sequences", type=int, help="in place of --sequences where there is no GPU")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = arguments.parse_args()
    config, tensors = read_model(given.model)
    if any(name.endswith(".indptr") for name in tensors):
        give_up(f"{given.model}: this is the compact form, whose dense matrices PyTorch does not have")
    model = Dense(config, tensors).to(given.device)
    torch.backends.cuda.matmul.allow_tf32 = False
    block = config["block_size"]
    sequences = given.sequences if given.device != "cpu" else given.cpu_sequences or given.sequences
    tokens = (torch.arange(block, device=given.device) % config["vocab_size"]).expand(sequences, block)
    logits = model(tokens[:1])[0].tolist()
    found = {
        "pytorch": torch.__version__,
        "device": torch.cuda.get_device_name() if tokens.is_cuda else "the CPU",
        "sequences": sequences,
        "logits": logits,
        "float32": median(model, tokens, given.runs),
        "bfloat16": median(model.to(torch.bfloat16), tokens, given.runs),
    }
    print(json.dumps(found))


main()
