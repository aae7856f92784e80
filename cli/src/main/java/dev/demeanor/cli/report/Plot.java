package dev.demeanor.cli.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * One chart in the terms of the chart library: layers over columns of data, scales, a size. The
 * only class that knows the library. Not thread-safe.
 */
final class Plot {

  private final List<Object> layers = new ArrayList<>();
  private final Map<String, Map<String, Object>> scales = new HashMap<>();
  private final double width;
  private final double height;
  private Object facet = Map.of();

  Plot(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** Names an axis and says where its labels stand. */
  Plot axis(String axis, String name, double low, double high, List<Tick> ticks) {
    scales.put(
        axis,
        Map.of(
            "aesthetic",
            axis,
            "name",
            name,
            "limits",
            List.of(low, high),
            "expand",
            List.of(0.0, 0.0),
            "breaks",
            ticks.stream().map(Tick::at).toList(),
            "labels",
            ticks.stream().map(Tick::label).toList()));
    return this;
  }

  /** A label of an axis. */
  record Tick(double at, String label) {}

  /** Says which colours, dashes or shapes the values of a column get, in order of appearance. */
  Plot values(String aesthetic, List<String> names, List<?> values) {
    scales.put(
        aesthetic, Map.of("aesthetic", aesthetic, "name", "", "limits", names, "values", values));
    return this;
  }

  /** Splits the chart by a column, two panels a row. */
  Plot panels(String column) {
    facet = Map.of("name", "wrap", "facets", List.of(column), "ncol", 2, "order", List.of(1));
    return this;
  }

  /** Adds a layer drawn from columns of data; {@code mapping} says which column drives what. */
  Plot layer(
      String geom, Map<String, ?> data, Map<String, String> mapping, Map<String, ?> constants) {
    Map<String, Object> layer = new HashMap<>(constants);
    layer.put("geom", geom);
    layer.put("stat", "identity");
    layer.put("tooltips", "none");
    layer.put("data", data);
    layer.put("mapping", mapping);
    layers.add(layer);
    return this;
  }

  /** Adds a straight line over the whole panel. */
  Plot rule(String geom, Map<String, ?> place, Palette colour, String dash) {
    Map<String, Object> layer = new HashMap<>(place);
    layer.put("geom", geom);
    layer.put("tooltips", "none");
    layer.put("color", colour.light());
    layer.put("linetype", dash);
    layer.put("size", 0.8);
    layer.put("show_legend", false);
    layers.add(layer);
    return this;
  }

  /** Draws the chart. */
  InlineSvg draw() {
    Map<String, Object> spec = new HashMap<>();
    spec.put("kind", "plot");
    spec.put("layers", layers);
    spec.put("scales", new ArrayList<Object>(scales.values()));
    spec.put("theme", theme());
    if (!Map.of().equals(facet)) {
      spec.put("facet", facet);
    }
    return InlineSvg.parse(
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            spec, new DoubleVector(width, height), new UnsupportedRGBEncoder(), false),
        width,
        height);
  }

  private static Map<String, Object> theme() {
    Map<String, Object> theme = new HashMap<>();
    theme.put("name", "minimal");
    theme.put("legend_position", "top");
    theme.put("plot_background", Map.of("name", "blank", "blank", true));
    theme.put("legend_background", Map.of("name", "blank", "blank", true));
    theme.put("panel_grid_minor", Map.of("name", "blank", "blank", true));
    theme.put(
        "panel_grid_major", Map.of("name", "line", "color", Palette.GRID.light(), "size", 1.0));
    theme.put("axis_line", Map.of("name", "line", "color", Palette.MUTED.light(), "size", 1.0));
    theme.put("axis_title", Map.of("name", "text", "size", 13.0));
    theme.put("axis_text", Map.of("name", "text", "size", 12.0));
    theme.put("axis_text_x", Map.of("name", "text", "angle", 0.0));
    theme.put("legend_text", Map.of("name", "text", "size", 12.0));
    theme.put("strip_text", Map.of("name", "text", "size", 12.0));
    return theme;
  }
}
