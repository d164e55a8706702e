"""Real hashers for tests: one counts what it computes, one waits until eight are at it."""

from threading import Barrier

from django.contrib.auth.hashers import MD5PasswordHasher

# One that is long enough.
PASSWORD = "ผ้าทอ-ริมโขง-๔๓"


class CountingHasher(MD5PasswordHasher):
    computed = 0

    def encode(self, password, salt):
        CountingHasher.computed += 1
        return super().encode(password, salt)


class MeetingHasher(MD5PasswordHasher):
    meeting = Barrier(8, timeout=10)

    def encode(self, password, salt):
        self.meeting.wait()
        return super().encode(password, salt)
