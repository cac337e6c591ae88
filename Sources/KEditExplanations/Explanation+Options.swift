// K501 to K511: prompts and options.

extension Explanation {
  static var emptyText: Explanation {
    Explanation(
      "a text is empty",
      meaning: """
        Between the quotes stands nothing, or nothing but blanks. Write what is meant, or leave the
        clause out. Only `negative ""` may be empty: it takes back what `set negative` said.
        """,
      reason: """
        The words become the prompt. Without them the edit would ask for nothing in particular, and
        would be paid for. Elsewhere an empty text is most likely one that was left to be filled in.
        """,
      sources: .createTask("prompt"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var promptTooLong: Explanation {
    Explanation(
      "a prompt is too long",
      meaning: """
        A prompt has at most 2,500 characters, and so has the negative one. What counts is the text
        that is sent, with every slot filled. In the example, the slot `{target}` stands for some
        250 characters, ten times.
        """,
      reason: """
        "Must not exceed 2,500 characters", say the service's documents. kedit counts Unicode
        scalars: a letter or a Chinese character is one, and some emoji are several.
        """,
      sources: .createTask("prompt, negative_prompt"),
      wrong: #"""
        video "https://example.com/farm.mp4"
        remove """
          the small yellow chick that comes in from the left, walks past the
          white hen and the old wooden cart, stops for a moment in the sun, turns
          round, picks up a grain of corn, and goes on towards the red barn, where
          the brown dog lies asleep beside the open door
          """
          at frame 0 point (0.17, 0.83)
          prompt """
            From {video} delete {target}. Where {target} was, show what lies behind
            {target}. Delete the shadow of {target}, the reflection of {target} and
            the tracks of {target}. Leave out {target} also where the dog looks at
            {target}, where the hen steps aside for {target}, and where only a part
            of {target} is seen.
            """
        """#,
      right: #"""
        video "https://example.com/farm.mp4"
        remove "the small yellow chick"
          at frame 0 point (0.17, 0.83)
          prompt """
            From {video} delete {target}. Where {target} was, show what lies behind
            {target}. Delete the shadow of {target}, the reflection of {target} and
            the tracks of {target}. Leave out {target} also where the dog looks at
            {target}, where the hen steps aside for {target}, and where only a part
            of {target} is seen.
            """
        """#)
  }

  static var promptReferenceMissing: Explanation {
    Explanation(
      "a prompt does not name its video or an image",
      meaning: """
        A prompt of your own names the video, and every image that the edit was given: write the
        slots `{video}` and `{image}`, with two images `{image1}` and `{image2}`. They become
        `<<<video_1>>>` and `<<<image_1>>>`, by which the service knows what the words are about.
        """,
      reason: """
        "To ensure optimal results, the prompt must include references to the video and image(s)
        required for the editing", say the service's documents.
        """,
      sources: .createTask("prompt"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt "Delete the chick"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt "Delete the chick from {video}"
        """)
  }

  static var promptReferenceUnknown: Explanation {
    Explanation(
      "a prompt refers to something that the edit does not have",
      meaning: """
        `<<<…>>>` in a prompt refers to the video or to an image of the edit. There is always
        `<<<video_1>>>`; a swap has `<<<image_1>>>`, an addition with two images `<<<image_2>>>`
        too. This one refers to nothing. Remove it, or give the edit what it refers to.
        """,
      reason: """
        "Use the format <<<xxx>>> to explicitly refer to a specific video or image", say the
        service's documents. A request has no others than those of its edit.
        """,
      sources: .createTask("prompt"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt "Delete {target} from {video}, keep <<<image_1>>>"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt "Delete {target} from {video}, keep the hen"
        """)
  }

  static var slotUnknown: Explanation {
    Explanation(
      "this kind of edit does not have such a slot",
      meaning: """
        `remove` has `{video}` and `{target}`, what is removed. `swap` has `{image}` and `{element}`
        besides, what comes in. `add` has `{video}`, `{image}`, `{element}` and `{place}`, and with
        a second image `{image2}` and `{element2}`. `{image1}` is the same as `{image}`.
        """,
      reason: """
        A slot stands for a part of the edit, and this edit has no such part.
        """,
      sources: .language("prompts"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt "Delete {element} from {video}"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt "Delete {target} from {video}"
        """)
  }

  static var slotEmpty: Explanation {
    Explanation(
      "a slot stands for nothing",
      meaning: """
        The edit has no `onto`, and so `{place}` is empty; or it adds one thing, and so `{element2}`
        is. The prompt is sent with nothing in that place. This is a warning: a template for many
        edits may want it so.
        """,
      reason: """
        What is left is often no sentence: "gently add a red balloon onto ".
        """,
      sources: .language("prompts"),
      wrong: """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "https://example.com/balloon.png"
          prompt "In {video} add {element} from {image} onto {place}"
        """,
      right: """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "https://example.com/balloon.png"
          onto "the fence"
          prompt "In {video} add {element} from {image} onto {place}"
        """)
  }

  static var optionValue: Explanation {
    Explanation(
      "an option has a value that it cannot have",
      meaning: """
        These are the options that have a choice: `mode std` or `pro`; `duration 5`, `10` or `auto`;
        `language en` or `zh`; `watermark on` or `off`; `preview on` or `off`; `model "kling-v1-6"`
        or `none`, which leaves the model to the service. The words stand without quotes.

        `prompt`, `negative` and `callback` take a text in quotes.
        """,
      reason: """
        The service knows the modes std and pro, videos of 5 and of 10 seconds, and for these edits
        a single model.
        """,
      sources: .createTask("mode, duration, model_name"), .language("options"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          duration 7
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          duration 10
        """)
  }

  static var optionTwice: Explanation {
    Explanation(
      "something is set for the whole file twice",
      meaning: """
        `set` gives an option for every edit of the file, and `template` a prompt for every edit of
        one kind. Each stands in a file once. An edit that is to be different says so in a clause of
        its own.
        """,
      reason: """
        `set` holds for the whole file, wherever it stands. So a second one could not mean "from
        here on".
        """,
      sources: .language("options"),
      wrong: """
        video "https://example.com/farm.mp4"
        set mode std
        set mode pro
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        set mode std
        remove "the chick" at frame 0 point (0.77, 0.30)
          mode pro
        """)
  }

  static var optionNotForAll: Explanation {
    Explanation(
      "an option belongs to one edit and is set for all",
      meaning: """
        A prompt is for one edit. For all edits of one kind write a template, which may have the
        same slots: `template remove "…"`, `template swap "…"`, `template add "…"`.
        """,
      reason: """
        A removal has other slots than a swap or an addition, so one prompt could not fit them all.
        """,
      sources: .language("prompts"),
      wrong: """
        video "https://example.com/farm.mp4"
        set prompt "Delete {target} from {video}, shadow included"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        template remove "Delete {target} from {video}, shadow included"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var badCallback: Explanation {
    Explanation(
      "the address of a callback is not sound",
      meaning: """
        A callback is a URL that the service sends a message to when the state of the task changes.
        It begins with `https://` or `http://`, then comes a host that the service can reach.
        """,
      reason: """
        The service calls this address itself, by HTTP.
        """,
      sources: .createTask("callback_url"), .standard("RFC 3986 (URLs)"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          callback "example.com/hook"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          callback "https://example.com/hook"
        """)
  }

  static var plainCallback: Explanation {
    Explanation(
      "a callback comes over plain HTTP",
      meaning: """
        The message about the task, with the link to the result, goes through the internet
        unencrypted. This is a warning. Use an `https://` address where you can.
        """,
      reason: """
        Anybody on the way can read the message, or put another in its place.
        """,
      sources: .createTask("callback_url"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          callback "http://example.com/hook"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          callback "https://example.com/hook"
        """)
  }
}
