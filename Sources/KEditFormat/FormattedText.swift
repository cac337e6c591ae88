package import KEditSyntax

/// A file in its one canonical layout.
///
/// Only white space is decided here: the tokens are those of the file, byte for byte and in order,
/// and so are the comments but for blanks at their ends. Formatting the result changes nothing.
package struct FormattedText: Sendable {
  package let bytes: [UInt8]
  /// The statements with mistakes, which stand as they stood: a layout of what was not understood
  /// could change what it means.
  package let leftStatements: [Span]

  /// Lays a file out anew, in time linear in its length.
  package init(_ tree: SyntaxTree) {
    let left = LeftStatements(of: tree)
    var printer = Printer(tree)
    printer.printFile(leaving: left)
    self.bytes = printer.output
    self.leftStatements = left.faulty
  }
}
