"""Starts moto's server with the AWS managed policies that the tests attach, and ends with the process that started it.

moto lists all 1,500 of them in every account; AWS lists those that the account uses. The rest of moto is as it is.
"""

import json
import os
import sys
import threading

import moto.iam.models as iam
from moto.server import main

names = set(sys.argv.pop().split(","))
every = json.loads(iam.aws_managed_policies_data)
iam.aws_managed_policies_data = json.dumps({name: every[name] for name in sorted(names)})


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
main()
