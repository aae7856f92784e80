package dev.demeanor.cli.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A chart made fit to stand inside a page: styled by the page, the same for the same figures, and
 * with a name and a description for those who do not see it. Not thread-safe.
 */
final class InlineSvg {

  private static final Pattern DECIMALS = Pattern.compile("-?\\d+\\.\\d{3,}(?:E-?\\d+)?");

  private static final String WHITE = "rgb(255,255,255)";

  private final Document document;

  private InlineSvg(Document document) {
    this.document = document;
  }

  static InlineSvg parse(String svg, double width, double height) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
      InlineSvg inline = new InlineSvg(document);
      inline.clean(document.getDocumentElement(), new HashMap<>());
      Element root = document.getDocumentElement();
      for (String attribute : List.of("width", "height", "xmlns", "xmlns:xlink")) {
        root.removeAttribute(attribute);
      }
      root.setAttribute("class", "chart");
      root.setAttribute("role", "img");
      root.setAttribute("viewBox", String.format(Locale.ROOT, "0 0 %.0f %.0f", width, height));
      return inline;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("the chart library gave no well-formed SVG", e);
    }
  }

  /**
   * Returns the SVG as it stands in the page.
   *
   * @param id unique in the page
   */
  String toHtml(String id, String title, String description) {
    Element root = document.getDocumentElement();
    rename(root, id);
    Node first = root.getFirstChild();
    root.insertBefore(text("title", id + "-title", title), first);
    root.insertBefore(text("desc", id + "-desc", description), first);
    root.setAttribute("aria-labelledby", id + "-title " + id + "-desc");
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("the chart cannot be written", e);
    }
  }

  private Element text(String name, String id, String content) {
    Element element = document.createElement(name);
    element.setAttribute("id", id);
    element.setTextContent(content);
    return element;
  }

  /** Drops styles, empty space and surplus digits, and numbers the ids, which are random. */
  private void clean(Element element, Map<String, String> ids) {
    NamedNodeMap attributes = element.getAttributes();
    List<Attr> all = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      all.add((Attr) attributes.item(i));
    }
    for (Attr attribute : all) {
      if (attribute.getName().equals("id")) {
        attribute.setValue(ids.computeIfAbsent(attribute.getValue(), id -> "@" + ids.size()));
      } else if (attribute.getName().equals("clip-bounds-jfx")
          || attribute.getName().equals("style")) {
        element.removeAttributeNode(attribute);
      } else if (attribute.getValue().equals(WHITE)) {
        attribute.setValue("none"); // the ground of a legend's key: the page has its own
      } else if (!attribute.getName().equals("clip-path")) {
        attribute.setValue(rounded(attribute.getValue()));
      }
    }
    for (Node child = element.getFirstChild(); child != null; ) {
      Node next = child.getNextSibling();
      if (child instanceof Element inner) {
        if (inner.getTagName().equals("style")) {
          element.removeChild(inner);
        } else {
          clean(inner, ids);
        }
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        String stripped = String.valueOf(child.getNodeValue()).strip();
        if (stripped.isEmpty()) {
          element.removeChild(child);
        } else {
          child.setNodeValue(stripped);
        }
      }
      child = next;
    }
    String clip = element.getAttribute("clip-path");
    ids.forEach(
        (random, numbered) -> {
          if (clip.equals("url(#" + random + ")")) {
            element.setAttribute("clip-path", "url(#" + numbered + ")");
          }
        });
  }

  private static void rename(Element element, String id) {
    for (String name : List.of("id", "clip-path")) {
      if (element.hasAttribute(name)) {
        element.setAttribute(name, element.getAttribute(name).replace("@", id + "-"));
      }
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        rename(inner, id);
      }
    }
  }

  private static String rounded(String value) {
    Matcher matcher = DECIMALS.matcher(value);
    return matcher.replaceAll(
        number -> {
          String two =
              String.format(Locale.ROOT, "%.2f", Double.parseDouble(number.group()))
                  .replaceAll("\\.?0+$", "");
          return two.equals("-0") || two.isEmpty() ? "0" : two;
        });
  }
}
