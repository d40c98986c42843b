-- What the scripts about a session in its conversation share; it precedes each of them.
-- KEYS[1] hash conversation   KEYS[2] hash session

-- The session as it stands. Its messages are counted in the conversation while it is open.
-- {customer, kefu or '', state, type, created ms, closed ms or nil, metadata or nil, messages, closing reason or nil,
--   rating's score or nil, rating's comment or nil, handovers or nil}; {} if there is no such session
local function read_session()
  local session = redis.call('HMGET', KEYS[2], 'customer', 'kefu', 'state', 'type', 'at', 'closed', 'meta', 'count',
    'why', 'score', 'comment', 'hand')
  if not session[3] then return {} end
  if session[3] ~= 'closed' then
    session[8] = redis.call('HGET', KEYS[1], 'cnt') or '0'
  end
  return session
end
