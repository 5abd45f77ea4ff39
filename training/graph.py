"""The trained network as an ONNX graph, written node by node.

One window a run, so there is no padding and no mask; one matrix for query, key and value; attention as ONNX Runtime's
own fused operator. Every matrix product with fixed weights is then quantised to 8 bits, the activations at run time
(dynamic quantisation), which needs no calibration data.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

Weights = dict[str, np.ndarray]


class Graph:
    """Nodes and constants in order; each method adds a node and gives its output's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def constant(self, value: np.ndarray, name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        self.count += 1
        names = [f"{op}_{self.count}" if n == 0 else f"{op}_{self.count}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=f"n{self.count}", domain=domain, **attributes))
        return names[0]

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        product = self.node("MatMul", x, self.constant(weight.T.astype(np.float32), f"{name}.weight"))
        return self.node("Add", product, self.constant(bias.astype(np.float32), f"{name}.bias"))

    def norm(self, x: str, weights: Weights, name: str) -> str:
        scale = self.constant(weights[f"{name}.weight"], f"{name}.weight")
        return self.node(
            "LayerNormalization",
            x,
            scale,
            self.constant(weights[f"{name}.bias"], f"{name}.bias"),
            axis=-1,
            epsilon=1e-12,
        )


def build(weights: Weights, layers: int, heads: int = 12) -> onnx.ModelProto:
    """ids, shapes `[1, S]` to tags `[1, S, 10]`, links `[1, S, 384]`, claims `[1, S, 133]`."""
    g = Graph()
    table = (weights["positions.weight"] + weights["segment"]).astype(np.float32)
    embedded = g.node("Gather", g.constant(weights["words.weight"], "words"), "ids")
    shaped = g.node("Gather", g.constant(weights["shapes.weight"], "shape_table"), "shapes")
    size = g.node("Shape", "ids", start=1, end=2)
    zero = g.constant(np.array([0], np.int64), "zero")
    placed = g.node("Slice", g.constant(table, "positions"), zero, size, zero)
    x = g.norm(g.node("Add", g.node("Add", embedded, shaped), placed), weights, "ln")
    for n in range(layers):
        x = _layer(g, x, weights, f"layers.{n}.", heads)
    tags = g.linear(x, weights["tags.weight"], weights["tags.bias"], "tags")
    links = g.linear(x, weights["links.weight"], weights["links.bias"], "links")
    hidden = g.node("Gelu", g.linear(x, weights["claim_hidden.weight"], weights["claim_hidden.bias"], "claim_hidden"))
    claims = g.linear(hidden, weights["claim.weight"], weights["claim.bias"], "claim")
    widths = {"tags": 10, "links": len(weights["links.bias"]), "claims": len(weights["claim.bias"])}
    for name, made in (("tags", tags), ("links", links), ("claims", claims)):
        g.nodes.append(helper.make_node("Identity", [made], [f"{name}_out"]))
    taken = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "S"]) for n in ("ids", "shapes")]
    given = [helper.make_tensor_value_info(f"{n}_out", TensorProto.FLOAT, [1, "S", w]) for n, w in widths.items()]
    graph = helper.make_graph(g.nodes, "reader", taken, given, g.constants)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    )
    model.ir_version = 9
    return model


def _layer(g: Graph, x: str, w: Weights, at: str, heads: int) -> str:
    qkv = np.concatenate([w[f"{at}{p}.weight"] for p in "qkv"])
    bias = np.concatenate([w[f"{at}{p}.bias"] for p in "qkv"])
    joined = g.linear(x, qkv, bias, f"{at}qkv")
    width = qkv.shape[0] // 3
    split = g.constant(np.array([width] * 3, np.int64), f"{at}split")
    q = g.node("Split", joined, split, outputs=3, axis=-1)
    attended = g.node("MultiHeadAttention", q, f"{q}_1", f"{q}_2", domain="com.microsoft", num_heads=heads)
    x = g.norm(g.node("Add", x, g.linear(attended, w[f"{at}o.weight"], w[f"{at}o.bias"], f"{at}o")), w, f"{at}ln1")
    inner = g.node("Gelu", g.linear(x, w[f"{at}f1.weight"], w[f"{at}f1.bias"], f"{at}f1"))
    return g.norm(g.node("Add", x, g.linear(inner, w[f"{at}f2.weight"], w[f"{at}f2.bias"], f"{at}f2")), w, f"{at}ln2")


def quantise(source: Path, target: Path) -> None:
    """8-bit weights, one scale a column, for every matrix product and for the word table."""
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )  # fmt: skip
