// Who reads: the channel is theirs and is kept in this browser, the mood belongs to the call; and which of a
// script's other words suit both.
"use strict";
window.handbookReader = (() => {
  const { channels, moods } = window.handbookDesk;
  const call = window.handbookCall;
  const { get, put } = window.handbookKept;
  const READER = "hb-reader";

  const reader = () => get(READER, {});
  const channel = () => String(reader().channel || "").replace("channel.", "");
  const prefer = (name) => {
    put(READER, { ...reader(), channel: name ? `channel.${name}` : undefined });
    document.dispatchEvent(new CustomEvent("hb-call"));
  };

  const label = (variant) => [channels[variant.channel], moods[variant.mood]].filter(Boolean).join(" · ");

  // The number of the variant that suits best, from 1; 0 for the script's own words.
  const suiting = (variants) => {
    const [here, mood] = [channel(), call.mood()];
    const weights = variants.map((variant) => {
      const wrong = (variant.channel && variant.channel !== here) || (variant.mood && variant.mood !== mood);
      return wrong ? 0 : 2 * Boolean(variant.mood) + Boolean(variant.channel);
    });
    const most = Math.max(...weights);
    return most > 0 ? weights.indexOf(most) + 1 : 0;
  };

  return { channel, prefer, suiting, label };
})();
