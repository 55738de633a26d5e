"""The talk in the Mini App: earlier talks, no connection, a draft, a voice, asking back, a human, another window."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.chat_page import ChatPage
from e2e.conftest import OpenApp
from e2e.people import begun, talked
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product

MICROPHONE = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const tone = context.createOscillator(), heard = context.createMediaStreamDestination();
    tone.connect(heard);
    tone.start();
    return heard.stream;
  };
}"""
KEPT_RECORDINGS = """async wanted => {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'relove')) return false;
  const opened = indexedDB.open('relove');
  const end = request => new Promise(resolve => { request.onsuccess = () => resolve(request.result); });
  const found = await end(opened);
  const count = await end(found.transaction('recordings').objectStore('recordings').count());
  found.close();
  return count === wanted;
}"""


def test_earlier_talks_come_above_and_the_place_stays(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = product.person()
    api = product.mini_app(person)
    api.agree()
    for words in ("Самое первое", "Второе"):
        session = api.begin()
        api.ask(session, words)
        assert api.call("POST", f"sessions/{session}/complete").status_code == 200
    api.begin()
    app = open_alone(product, person, "/chat")
    expect(app.replies).to_have_count(1)
    # Everything has its place: what stands under the question, and the answers that are offered.
    expect(app.button("chat.why")).to_be_visible()
    expect(app.quick_replies.first).to_be_visible()
    # Where the first reply stands whenever something is painted: not what a frame still settles.
    app.replies.first.evaluate(
        """reply => {
            window.places = [reply.getBoundingClientRect().top]
            const list = reply.closest('[role=log]').firstElementChild
            new ResizeObserver(() => window.places.push(reply.getBoundingClientRect().top)).observe(list)
        }"""
    )
    app.button("chat.past").click()
    expect(app.said.last).to_have_text("Второе")
    page.wait_for_function("window.places.length > 2")
    places = page.evaluate("window.places")
    assert max(places) - min(places) <= 2, places
    # And when something comes in between, after all has moved: what is read still is the same.
    page.evaluate(
        """() => {
            const late = document.createElement('div')
            late.style.flex = '0 0 133px'
            const last = [...document.querySelectorAll('[role=log] [data-turn]')].at(-1)
            last.before(late)
        }"""
    )
    page.wait_for_function("count => window.places.length > count", arg=len(places))
    places = page.evaluate("window.places")
    assert max(places) - min(places) <= 2, places
    app.log.evaluate("list => list.scrollTo(0, 0)")
    expect(app.said).to_have_text(["Самое первое", "Второе"])


def test_without_a_connection_words_wait_and_go_once(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = begun(product)
    app = open_alone(product, person, "/chat")
    expect(app.replies).to_have_count(1)
    page.context.set_offline(True)
    expect(app.text("common.offline")).to_be_visible()
    app.send("Первое без связи")
    app.send("Второе без связи")
    expect(app.text("chat.queued")).to_be_visible()
    page.context.set_offline(False)
    expect(app.text("common.offline")).to_have_count(0)
    expect(app.text("chat.queued")).to_have_count(0)
    app.settled()
    expect(app.said).to_have_text(["Первое без связи", "Второе без связи"])
    api = product.mini_app(person)
    until(lambda: len(api.said()) > 1, what="both messages")
    assert api.said() == ["Первое без связи", "Второе без связи"]


def test_words_that_waited_outlive_the_app(page: Page, product: Product, open_alone: OpenApp) -> None:
    person = begun(product)
    app = open_alone(product, person, "/chat")
    expect(app.replies).to_have_count(1)
    # The page itself can still be opened again: only the talk is out of reach.
    page.route(re.compile(r"/turns$"), lambda route: route.abort())
    app.send("Сохранись")
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(app.replies).to_have_count(2)
    expect(app.said).to_have_text(["Сохранись"])
    app.settled()
    api = product.mini_app(person)
    until(lambda: api.said() == ["Сохранись"], what="the words that waited")


def test_a_draft_survives_closing(page: Page, product: Product, open_alone: OpenApp) -> None:
    person = begun(product)
    app = open_alone(product, person, "/chat")
    app.field.fill("Не дописано")
    app = open_alone(product, person, "/chat")
    expect(app.field).to_have_value("Не дописано")


def test_a_phone_that_is_turned_keeps_the_end_in_sight(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person, _, _ = talked(product, "Всё по кругу")
    page.set_viewport_size({"width": 390, "height": 844})
    app = open_alone(product, person, "/chat")
    expect(app.replies).to_have_count(2)
    expect(app.quick_replies.first).to_be_visible()
    for view in ((320, 568), (768, 1024), (390, 844)):
        page.set_viewport_size({"width": view[0], "height": view[1]})
        expect(app.replies.last).to_be_in_viewport()


def test_a_question_can_be_asked_back_about(page: Page, product: Product, open_alone: OpenApp) -> None:
    person = begun(product)
    app = open_alone(product, person, "/chat")
    app.button("chat.why").click()
    expect(app.said).to_have_text([app.words["chat.whyWords"]])
    expect(app.replies).to_have_count(2)
    expect(app.button("chat.why")).to_have_count(0)


def test_a_human_is_called_and_the_guide_called_back(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = begun(product)
    app = open_alone(product, person, "/chat")
    app.button("chat.menu").click()
    app.button("menu.human").click()
    expect(app.text("human.waiting")).to_be_visible()
    app.button("human.back").click()
    expect(app.text("human.waiting")).to_have_count(0)
    assert product.mini_app(person).get("me")["hand_over"] is None


def test_another_kind_of_talk_ends_the_open_one_only_when_asked(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = begun(product)
    api = product.mini_app(person)
    app = open_alone(product, person, "/chat")
    for way, kinds in (("continue", ["provocative"]), ("finish", ["provocative", "chat"])):
        app.button("chat.menu").click()
        app.root.get_by_role("button", name=app.words["kind.chat"]).click()
        if way == "continue":
            app.button("menu.continue").click()
        else:
            name = app.words["menu.finishAndBegin"].replace("{kind}", app.words["kind.chat"])
            app.root.get_by_role("button", name=name).click()
        expect(app.root.get_by_role("dialog")).to_have_count(0)
        assert [session["type"] for session in api.sessions()] == kinds


def test_where_nobody_hears_no_microphone_is_shown(page: Page, product: Product, open_alone: OpenApp) -> None:
    app = open_alone(product, begun(product), "/chat")
    expect(app.button("chat.send")).to_be_visible()
    expect(app.button("chat.voice")).to_have_count(0)


def test_what_is_spoken_becomes_the_person_s_turn(
    page: Page, plain_model: Product, open_alone: OpenApp
) -> None:
    person = begun(plain_model)
    app = open_alone(plain_model, person, "/chat")
    expect(app.replies).to_have_count(1)
    # This machine has no microphone: that is said plainly, and one can write.
    app.button("chat.voice").click()
    app.button("voice.write").click()
    expect(app.field).to_be_visible()
    page.evaluate(MICROPHONE)
    # Lost on its way, and the app closed: it is sent when the app is opened again.
    page.route(re.compile(r"/voice$"), lambda route: route.abort())
    app.button("chat.voice").click()
    expect(app.root.get_by_text("0:01")).to_be_visible()
    app.button("voice.stop").click()
    app.button("voice.send").click()
    expect(app.said).to_contain_text([app.words["chat.voiceMessage"]])
    page.wait_for_function(KEPT_RECORDINGS, arg=1)
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    # What the sandbox's model hears in a sound that it did not make itself.
    heard = "Здесь голос, но песочница слов не разбирает."
    expect(app.said).to_have_text([heard])
    expect(app.quick_replies.first).to_be_visible()
    expect(app.replies).to_have_count(2)
    assert plain_model.mini_app(person).said() == [heard]
    page.wait_for_function(KEPT_RECORDINGS, arg=0)


def test_two_windows_of_the_app_show_each_turn_once(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    first = ChatPage(page, product, person).open_app()
    first.go("chat")
    other = page.context.new_page()
    second = ChatPage(other, product, person).open_app()
    second.go("chat")
    first.send("Из первого окна")
    expect(second.said).to_have_text(["Из первого окна"])
    expect(second.replies).to_have_count(2)
    second.send("Из второго окна")
    expect(first.said).to_have_text(["Из первого окна", "Из второго окна"])
    expect(first.replies).to_have_count(3)
    expect(second.replies).to_have_count(3)
