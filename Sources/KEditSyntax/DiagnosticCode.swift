/// The stable code of a kind of finding, for example `K101`.
///
/// A code never changes its meaning; one that is no longer needed is not given again. The hundreds
/// tell the field: 1 the text, 2 names, 3 marks, 4 media, 5 prompts and options, 6 edits and
/// results, 7 parameters and other files, 8 what only the service's answer can tell, 9 plan files.
package enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  // 1: the text
  case unexpected = "K101"
  case unknownStatement = "K102"
  case unknownClause = "K103"
  case textExpected = "K104"
  case nameExpected = "K105"
  case reservedName = "K106"
  case valueExpected = "K107"
  case wordExpected = "K108"
  case unclosedText = "K109"
  case wrongQuotes = "K110"
  case badEscape = "K111"
  case loneBrace = "K112"
  case blockLayout = "K113"
  case badNumber = "K114"
  case badMoment = "K115"
  case badPoint = "K116"
  case invalidUTF8 = "K117"
  case nul = "K118"
  case fullWidthSign = "K119"
  case version = "K120"

  // 2: names
  case unknownName = "K201"
  case nameTwice = "K202"
  case wrongKindOfName = "K203"
  case unnamedVideoTwice = "K204"
  case videoMissing = "K205"
  case neverUsed = "K206"

  // 3: marks
  case marksMissing = "K301"
  case coordinateOutside = "K302"
  case tooManyFrames = "K303"
  case tooManyPoints = "K304"
  case pointTwice = "K305"
  case mixedUnits = "K306"
  case notWhole = "K307"
  case needlessMarks = "K308"
  case frameBeyondEnd = "K309"
  case numberTooLarge = "K310"

  // 4: media
  case badURL = "K401"
  case badExtension = "K402"
  case noExtension = "K403"
  case unreadableFile = "K404"
  case wrongImageFormat = "K405"
  case imageTooLarge = "K406"
  case imageTooSmall = "K407"
  case imageAspect = "K408"
  case dataURL = "K409"
  case wrongVideoFormat = "K410"
  case videoLength = "K411"
  case videoSize = "K412"
  case videoRate = "K413"
  case videoNotProbed = "K414"
  case durationMismatch = "K415"
  case badVideoID = "K416"

  // 5: prompts and options
  case emptyText = "K501"
  case promptTooLong = "K502"
  case promptReferenceMissing = "K503"
  case promptReferenceUnknown = "K504"
  case slotUnknown = "K505"
  case slotEmpty = "K506"
  case optionValue = "K507"
  case optionTwice = "K508"
  case optionNotForAll = "K509"
  case badCallback = "K510"
  case plainCallback = "K511"

  // 6: edits and results
  case clauseTwice = "K601"
  case clauseNotForEdit = "K602"
  case resultTwice = "K603"
  case resultOutside = "K604"
  case taskIDTwice = "K605"
  case badTaskID = "K606"
  case circle = "K607"
  case thenWithIn = "K608"
  case thenWithoutEarlier = "K609"
  case thenProbablyMeant = "K610"
  case resultEnding = "K611"

  // 7: parameters and other files
  case unknownPlaceholder = "K702"
  case parameterMissing = "K703"
  case parameterKind = "K704"
  case parameterName = "K705"
  case parameterValue = "K706"
  case placeholderNotHere = "K707"
  case unknownParameter = "K708"
  case editInInclude = "K709"
  case includeCircle = "K710"
  case includesDisagree = "K711"
  case tableInvalid = "K712"
  case tableColumn = "K713"
  case tableEmpty = "K714"

  // 9: plan files
  case planInvalid = "K901"
}
