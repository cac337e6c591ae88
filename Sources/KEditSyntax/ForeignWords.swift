/// Words of other tools and other languages, for the ones of this language.
enum ForeignWords {
  static let statements: [String: Keyword] = [
    "delete": .remove, "erase": .remove, "clear": .remove, "del": .remove, "rm": .remove,
    "cut": .remove, "drop": .remove, "删除": .remove, "移除": .remove, "去掉": .remove,
    "replace": .swap, "change": .swap, "exchange": .swap, "substitute": .swap, "替换": .swap,
    "更换": .swap, "insert": .add, "put": .add, "append": .add, "place": .add, "添加": .add,
    "增加": .add, "加入": .add, "source": .video, "clip": .video, "input": .video, "movie": .video,
    "视频": .video, "picture": .image, "img": .image, "photo": .image, "图片": .image,
    "import": .include, "use": .include, "parameter": .param, "let": .param, "var": .param,
    "const": .param, "variable": .param, "option": .set, "default": .set, "设置": .set,
    "next": .then, "afterwards": .then,
  ]

  /// The clauses that words stand for; some only in some edits.
  static func clauses(in verb: Keyword?) -> [String: Keyword] {
    verb == .add ? clauses.merging(places) { $1 } : clauses
  }

  static let options: [String: Keyword] = [
    "quality": .mode, "length": .duration, "lang": .language, "callback_url": .callback,
    "webhook": .callback, "negative_prompt": .negative, "negative-prompt": .negative,
    "model_name": .model,
  ]

  private static let clauses: [String: Keyword] = options.merging([
    "output": .save, "out": .save, "export": .save, "write": .save, "file": .save,
    "filename": .save, "name": .as, "named": .as, "called": .as, "within": .in, "inside": .in,
    "of": .in,
  ]) { $1 }

  private static let places: [String: Keyword] = [
    "on": .onto, "to": .onto, "over": .onto, "above": .onto, "upon": .onto, "into": .onto,
  ]
}
