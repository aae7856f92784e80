/**
 * Scores ONNX models: {@link dev.demeanor.models.onnx.OnnxRuntimeProvider} with ONNX Runtime, any
 * model of one row in and one score out; {@link dev.demeanor.models.onnx.OnnxPlainProvider} in
 * plain Java, models of linear parts, support vectors and trees. Both read the file with the same
 * suspicion before anything else does.
 */
@NullMarked
package dev.demeanor.models.onnx;

import org.jspecify.annotations.NullMarked;
