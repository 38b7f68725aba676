// A passkey that could not be used is said on the page, not in the console.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  document.getElementById('key-failed').hidden = false
})
