// Reads aloud with the device's own Vietnamese voice; where there is none, the button is not shown.
const LONGEST = 180;

/** Whole sentences of a bearable length: some engines stop in the middle of a long text. */
export function sentences(text: string): string[] {
  const parts = text.match(/[^.!?\n;]+[.!?\n;]*/g) ?? [];
  const spoken: string[] = [];
  for (const part of parts.map((one) => one.trim()).filter(Boolean)) {
    const last = spoken.at(-1);
    if (last !== undefined && last.length + part.length < LONGEST)
      spoken[spoken.length - 1] = `${last} ${part}`;
    else spoken.push(part);
  }
  return spoken;
}

export class Speech {
  available = $state(false);
  speaking = $state(false);
  #voice: SpeechSynthesisVoice | undefined;
  // Engines end what was cancelled, too: only the reading that goes on may go on to the next.
  #turn = 0;

  constructor() {
    if (typeof speechSynthesis === 'undefined') return;
    this.#choose();
    // Voices come late on most devices.
    speechSynthesis.addEventListener?.('voiceschanged', () => this.#choose());
  }

  /** Reads it; `whenRead` is called at the end, and not when it was stopped before. */
  say(text: string, whenRead: () => void = () => undefined): void {
    this.stop();
    const turn = ++this.#turn;
    const parts = sentences(text);
    const ended = () => {
      if (turn !== this.#turn) return;
      this.speaking = false;
      whenRead();
    };
    for (const [index, part] of parts.entries()) {
      const utterance = new SpeechSynthesisUtterance(part);
      utterance.lang = 'vi-VN';
      utterance.rate = 0.9;
      if (this.#voice) utterance.voice = this.#voice;
      if (index === parts.length - 1) utterance.addEventListener('end', ended);
      utterance.addEventListener('error', () => turn === this.#turn && (this.speaking = false));
      speechSynthesis.speak(utterance);
    }
    this.speaking = parts.length > 0;
  }

  stop(): void {
    this.#turn += 1;
    if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
    this.speaking = false;
  }

  #choose(): void {
    const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith('vi'));
    // A voice on the device works without a network.
    this.#voice = voices.find((voice) => voice.localService) ?? voices[0];
    this.available = this.#voice !== undefined;
  }
}
