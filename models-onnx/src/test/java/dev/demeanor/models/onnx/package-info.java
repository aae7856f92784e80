@NullMarked
package dev.demeanor.models.onnx;

import org.jspecify.annotations.NullMarked;
