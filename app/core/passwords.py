"""Which passwords are refused: too short, or among the first that anybody would try.

Length counts more than rules about signs (GB/T 39786 leaves them to the operator; NIST SP 800-63B,
5.1.1.2 asks for a list of common ones instead). The list is short on purpose: what is left is
slowed down by the growing lock-out and by Argon2id.
"""

from __future__ import annotations

import string

SHORTEST_PASSWORD = 8
_LISTED = (
    "password passw0rd p@ssw0rd p@ssword passwd123 iloveyou letmein1 welcome1 sunshine princess"
    " football baseball trustno1 admin123 admin888 administrator root1234 changeme test1234"
    " qwer1234 qwe123456 abc12345 abcd1234 a1234567 a12345678 a123456789 aa123456 aa123456789"
    " 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx qazwsxedc 1qazxsw2 qwerty123 asdf1234 zxcv1234"
    " woaini123 woaini520 woaini1314 5201314520 13145200 52013140 11223344 12341234 12344321"
    " 12121212 123123123 147258369 31415926 yizhan123 yanglao123 laonian123 yanglao1"
)
COMMON = frozenset(_LISTED.split())
"""The head of the published lists of leaked passwords, those of Chinese sites, and ours."""
ROWS = ("1234567890", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", string.ascii_lowercase)
"""What a hand runs along; also backwards, and begun anew at the end."""
_TAIL = "0123456789!@#.*_- "


def password_fault(password: str, *names: str) -> str:
    """Why ``password`` is refused, as a sentence; ``""`` when it is not.

    ``names``: of the account; a password that is one of them, perhaps with digits behind it, is
    the next thing that anybody tries.
    """
    if len(password) < SHORTEST_PASSWORD:
        return f"密码至少 {SHORTEST_PASSWORD} 位。"
    plain = password.strip().casefold()
    own = {name.strip().casefold() for name in names} - {""}
    if plain in own or plain.rstrip(_TAIL) in own or plain[::-1] in own:
        return "密码不能和账号、姓名一样，也不能只在后面加数字。请换一句自己好记的话。"
    if plain in COMMON or plain.rstrip(_TAIL) in COMMON or _is_a_run(plain):
        return "这个密码太常见，一猜就中。请换一句自己好记、别人想不到的话。"
    return ""


def _is_a_run(text: str) -> bool:
    """One or two signs over and over, or keys beside each other."""
    if len(set(text)) <= 2:
        return True
    runs = (row * 2 for row in ROWS)
    return any(text in run or text in run[::-1] for run in runs)
