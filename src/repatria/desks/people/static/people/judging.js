// Keys for judging two records: 1, 2, 3 press the buttons, j and k go to the next pair and back.
// The page works without. Keys are off until somebody turns them on, and never heard while typing.
(function () {
  "use strict";
  var box = document.getElementById("id_keys");
  var row = document.getElementById("keys");
  if (!box || !row) { return; }
  var name = "repatria.judging.keys";
  try { box.checked = localStorage.getItem(name) === "on"; } catch (error) { box.checked = false; }
  row.hidden = false;
  box.addEventListener("change", function () {
    try { localStorage.setItem(name, box.checked ? "on" : "off"); } catch (error) { return; }
  });
  document.addEventListener("keydown", function (event) {
    if (!box.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) { return; }
    var found = ["1", "2", "3", "j", "k"].indexOf(event.key) < 0
      ? null : document.querySelector('[data-key="' + event.key + '"]');
    if (found) {
      event.preventDefault();
      found.click();
    }
  });
}());
