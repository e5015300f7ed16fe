//! Files given to the person.

use wasm_bindgen::{JsCast, JsValue};

/// Offers `text`, which is JSON, as a file called `name`.
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    download_as(name, "application/json", text)
}

/// Offers `text` of a media type as a file called `name`.
pub fn download_as(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = leptos::prelude::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}
