// The host's side of a framed Mini App: Telegram's events, both ways, with source and origin checked.
// Answers that never change: what this host does not have, it says so in Telegram's way.
const FIXED = {
  web_app_request_fullscreen: () => ["fullscreen_failed", { error: "UNSUPPORTED" }],
  web_app_request_write_access: () => ["write_access_requested", { status: "allowed" }],
  web_app_request_phone: () => ["phone_requested", { status: "cancelled" }],
  web_app_read_text_from_clipboard: (data) => ["clipboard_text_received", { req_id: data.req_id, data: null }],
  web_app_biometry_get_info: () => ["biometry_info_received", { available: false }],
  web_app_check_home_screen: () => ["home_screen_checked", { status: "unsupported" }],
  web_app_open_invoice: (data) => ["invoice_closed", { slug: data.slug, status: "cancelled" }],
  iframe_ready: () => ["set_custom_style", "html::-webkit-scrollbar, body::-webkit-scrollbar { width: 0 }"],
};

export class Host {
  /** `handlers`: what to do by event; `record(way, type, data)` hears everything. */
  constructor(frame, origin, handlers, record) {
    this.frame = frame;
    this.origin = origin;
    this.handlers = handlers;
    this.record = record;
    // Nothing is sent to a frame that has not spoken yet: it is still an empty page.
    this.alive = false;
    this.listener = (event) => this.receive(event);
    window.addEventListener("message", this.listener);
  }

  receive(event) {
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin || typeof event.data !== "string") return;
    let type;
    let data;
    try {
      const message = JSON.parse(event.data);
      type = message.eventType;
      data = message.eventData ?? {};
    } catch {
      return;
    }
    if (typeof type !== "string" || typeof data !== "object") return;
    this.alive = true;
    this.record("←", type, data);
    if (Object.hasOwn(this.handlers, type)) this.handlers[type](data);
    else if (Object.hasOwn(FIXED, type)) this.send(...FIXED[type](data));
    else if (/^web_app_(secure|device)_storage_/.test(type)) {
      this.send(`${type.includes("secure") ? "secure" : "device"}_storage_failed`, { req_id: data.req_id, error: "UNSUPPORTED" });
    }
  }

  send(eventType, eventData) {
    if (!this.alive) return;
    this.record("→", eventType, eventData);
    this.frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), this.origin);
  }

  close() {
    window.removeEventListener("message", this.listener);
    this.frame.remove();
  }
}

/** Telegram's cloud storage, which lasts here as long as the page. */
export class CloudStorage {
  constructor() {
    this.values = new Map();
  }

  invoke(method, params = {}) {
    switch (method) {
      case "saveStorageValue":
        this.values.set(params.key, params.value);
        return true;
      case "getStorageValues":
        return Object.fromEntries((params.keys ?? []).map((key) => [key, this.values.get(key) ?? ""]));
      case "deleteStorageValues":
        for (const key of params.keys ?? []) this.values.delete(key);
        return true;
      case "getStorageKeys":
        return [...this.values.keys()];
      default:
        return null;
    }
  }
}
